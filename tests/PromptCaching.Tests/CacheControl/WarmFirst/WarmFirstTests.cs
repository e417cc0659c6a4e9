using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.WarmFirst;

/// <summary>Many calls with one cold prefix: one goes first, the rest wait for its first byte.</summary>
public sealed class WarmFirstTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_writes_the_prefix_and_all_others_wait_and_read_it(bool streams)
    {
        using var burst = new Burst();

        var calls = burst.AskAll(24, streams: streams);
        burst.Server.Arrived.Should().Be(1);
        await burst.LetInAsync(24);
        await Task.WhenAll(calls);

        (burst.Writes, burst.Reads).Should().Be((1, 23));
    }

    [Fact]
    public async Task Who_waited_is_planned_as_what_it_then_is()
    {
        using var burst = new Burst();

        var calls = burst.AskAll(3);
        burst.Clock.Advance(TimeSpan.FromMilliseconds(700));
        await burst.LetInAsync(3);

        var reports = (await Task.WhenAll(calls)).Select(answered => answered.Report).ToList();
        reports.Select(report => report.PrefixWait).Should().Equal(null, TimeSpan.FromMilliseconds(700), TimeSpan.FromMilliseconds(700));
        reports[0].Verdict.ExpectedReadTokens.Should().Be(0);
        reports.Skip(1).Should().OnlyContain(report => report.Verdict.ExpectedReadTokens > Burst.Long && report.Verdict.Outcome == CacheOutcome.Hit);
        burst.Loggers.Lines.Should().Contain(line => line.StartsWith("Debug: Waited 00:00:00.7"));
    }

    [Fact]
    public async Task A_prefix_that_is_there_is_not_waited_for()
    {
        using var burst = new Burst();
        var first = burst.AskAsync(0);
        await burst.LetInAsync(1);
        await first;

        burst.Clock.Advance(TimeSpan.FromMinutes(1));
        var calls = burst.AskAll(5);

        burst.Server.Arrived.Should().Be(6);
        await burst.LetInAsync(5);
        (await Task.WhenAll(calls)).Should().OnlyContain(answered => answered.Report.PrefixWait == null);
    }

    [Fact]
    public async Task A_prefix_that_has_expired_is_waited_for_again()
    {
        using var burst = new Burst();
        var first = burst.AskAsync(0);
        await burst.LetInAsync(1);
        await first;

        burst.Clock.Advance(TimeSpan.FromHours(2));
        var calls = burst.AskAll(5);

        burst.Server.Arrived.Should().Be(2);
        await burst.LetInAsync(5);
        await Task.WhenAll(calls);
        (burst.Writes, burst.Reads).Should().Be((2, 4));
    }

    [Theory]
    [InlineData(2000, 4096, Burst.Model)] // worth less than the wait
    [InlineData(2000, 0, "claude-haiku-4-5")] // below the model's own minimum: nobody will ever read it
    public void A_short_prefix_is_not_waited_for(int words, int option, string model)
    {
        using var burst = new Burst(options => options.WarmFirst.MinTokens = option);

        _ = burst.SendAsync(Burst.Body(1, words: words, model: model));
        _ = burst.SendAsync(Burst.Body(2, words: words, model: model));

        burst.Server.Arrived.Should().Be(2);
    }

    [Fact]
    public void How_long_a_prefix_must_be_is_an_option()
    {
        using var burst = new Burst(options => options.WarmFirst.MinTokens = 1000);

        _ = burst.SendAsync(Burst.Body(1, words: 2000));
        _ = burst.SendAsync(Burst.Body(2, words: 2000));

        burst.Server.Arrived.Should().Be(1);
    }

    [Theory]
    [InlineData("as-sent")]
    [InlineData("off")]
    public void Who_gets_no_breakpoints_waits_for_nobody(string mode)
    {
        using var burst = new Burst();

        _ = burst.AskAsync(1);
        _ = burst.AskAsync(2, change: request => request.Headers.Add("x-promptcaching-cache-control", mode));

        burst.Server.Arrived.Should().Be(2);
    }

    [Theory]
    [InlineData("nothing is cached")]
    [InlineData("shadow")]
    [InlineData("control")]
    [InlineData("switched off")]
    public void Nobody_waits_where_nothing_is_cached(string why)
    {
        using var burst = new Burst(options =>
        {
            options.CacheControl.Enabled = why != "nothing is cached";
            options.CacheControl.Shadow = why == "shadow";
            options.CacheControl.TreatedShare = why == "control" ? 0 : 1;
            options.WarmFirst.Enabled = why != "switched off";
        });

        _ = burst.AskAll(4);

        burst.Server.Arrived.Should().Be(4);
    }

    [Fact]
    public void Different_prefixes_do_not_wait_for_each_other()
    {
        using var burst = new Burst();

        _ = burst.AskAsync(1, "one");
        _ = burst.AskAsync(2, "two");

        burst.Server.Arrived.Should().Be(2);
    }

    [Fact]
    public async Task Behind_a_warm_prefix_two_tails_do_not_wait_for_each_other()
    {
        using var burst = new Burst();
        var first = burst.AskAsync(0);
        await burst.LetInAsync(1);
        await first;

        _ = burst.SendAsync(Tail("aaaa"));
        _ = burst.SendAsync(Tail("bbbb"));
        burst.Server.Arrived.Should().Be(3);

        _ = burst.SendAsync(Tail("aaaa", "And then?"));
        burst.Server.Arrived.Should().Be(3, "the long document is one that the second call writes");

        static string Tail(string word, string question = "What?") => $$"""
            {"model":"{{Burst.Model}}","max_tokens":16,"stream":true,"system":"{{Texts.Words(Burst.Long, "syst")}}","messages":[{"role":"user","content":[
             {"type":"text","text":"{{Texts.Words(Burst.Long, word)}}"},{"type":"text","text":"{{question}}"}]}]}
            """;
    }

    [Fact]
    public async Task Waiting_holds_no_permit()
    {
        using var burst = new Burst(options => options.RateLimiting = new() { Enabled = true, RequestsPerMinute = 3, QueueLimit = 0 });

        var calls = burst.AskAll(10);
        var other = burst.AskAsync(0, "else");

        burst.Server.Arrived.Should().Be(2);
        calls.Append(other).Should().OnlyContain(call => !call.IsCompleted);
        await burst.LetInAsync(1);
    }

    [Fact]
    public async Task A_cold_burst_teaches_that_its_prefix_is_shared()
    {
        using var burst = new Burst();
        for (var wave = 0; wave < 6; wave++)
        {
            var calls = burst.AskAll(12, prefix: "w" + wave);
            burst.Server.Arrived.Should().Be((12 * wave) + 1);
            await burst.LetInAsync(12);
            await Task.WhenAll(calls);
            burst.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        (burst.Writes, burst.Reads).Should().Be((6, 66));
    }
}
