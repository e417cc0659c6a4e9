using System.Diagnostics.Metrics;
using PromptCaching.Telemetry.HitRates;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Telemetry;

public sealed class HitRateTests : IDisposable
{
    private static readonly CallReport _miss = new() { Source = CallSource.Api, Usage = new TokenUsage { Input = 5000 } };
    private static readonly CallReport _hit = new() { Source = CallSource.ResponseCache, Usage = new TokenUsage() };
    private readonly Meter _meter = new("hit rates");
    private readonly RecordingLoggers _log = new();

    public static TheoryData<string, bool?> Judgements => new()
    {
        { "response cache", true }, { "joined", true }, { "read", true }, { "nothing read", false }, { "cold start", false },
        { "nothing to cache", null }, { "not treated", null }, { "failed", null }, { "keep warm", null }, { "unknown usage", null },
    };

    [Theory]
    [MemberData(nameof(Judgements))]
    public void A_call_is_a_hit_a_miss_or_says_nothing(string kind, bool? isHit) => HitJudgement.IsHit(Report(kind)).Should().Be(isHit);

    [Fact]
    public void Nothing_is_said_before_there_are_enough_calls()
    {
        var rate = New();

        Note(rate, _miss, HitRate.Window - 1);

        _log.Lines.Should().BeEmpty();
    }

    [Fact]
    public void A_rate_below_its_target_is_said_once_until_it_was_reached_again()
    {
        var rate = New();
        Note(rate, _hit, 50);
        Note(rate, _miss, 50);
        _log.Lines.Should().BeEmpty("half is enough");

        // The oldest calls of the window were hits.
        Note(rate, _miss, 30);
        _log.Lines.Should().ContainSingle().Which.Should().StartWith("Warning: Of the latest 100 calls").And.Contain("a share of 0.49").And.Contain("0.5");

        Note(rate, _hit, 100);
        Note(rate, _miss, 100);
        _log.Lines.Should().HaveCount(2);
    }

    [Fact]
    public void A_target_of_zero_never_warns()
    {
        var rate = New(0);

        Note(rate, _miss, 1000);

        _log.Lines.Should().BeEmpty();
    }

    [Fact]
    public async Task The_rate_can_be_watched()
    {
        await using var metered = new Metered();
        metered.Gauge("promptcaching.hit_rate").Should().BeNull("there was no call yet");
        var body = $$"""{"model":"claude-sonnet-5-5","max_tokens":1000,"system":"{{Texts.Words(3000)}}","messages":[{"role":"user","content":"Hi"}]}""";

        await metered.AskAsync(body);
        await metered.AskAsync(body);

        metered.Gauge("promptcaching.hit_rate").Should().Be(0.5);
    }

    public void Dispose() => _meter.Dispose();

    private static void Note(HitRate rate, CallReport report, int times)
    {
        for (var time = 0; time < times; time++)
        {
            rate.Note(report);
        }
    }

    private static CallReport Report(string kind) => kind switch
    {
        "response cache" => _hit,
        "joined" => new() { Source = CallSource.Joined, Usage = new TokenUsage() },
        "read" => new() { Source = CallSource.Api, Usage = new TokenUsage { CacheRead = 1 } },
        "nothing read" => _miss,
        "cold start" => Judged(CacheOutcome.ColdStart),
        "nothing to cache" => Judged(CacheOutcome.NothingToCache),
        "not treated" => Judged(CacheOutcome.NotTreated),
        "failed" => new() { Source = CallSource.Api, Usage = new TokenUsage(), Error = "overloaded_error" },
        "keep warm" => new() { Source = CallSource.Api, Usage = new TokenUsage { CacheRead = 1 }, IsKeepWarm = true },
        _ => new() { Source = CallSource.Api },
    };

    private static CallReport Judged(CacheOutcome outcome) => new()
    {
        Source = CallSource.Api,
        Usage = new TokenUsage { Input = 10 },
        Verdict = new CacheVerdict { Outcome = outcome, Explanation = "" },
    };

    private HitRate New(double target = 0.5) => new(_meter, () => target, _log);
}
