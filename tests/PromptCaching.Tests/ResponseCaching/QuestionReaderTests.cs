using PromptCaching.Http;
using PromptCaching.ResponseCaching;
using PromptCaching.ResponseCaching.Keys;
using PromptCaching.ResponseCaching.Memory;
using PromptCaching.Storage;
using PromptCaching.Telemetry;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching;

public sealed class QuestionReaderTests
{
    private readonly AnswerMemory _memory = new(static () => 1_000_000);
    private readonly RegionCounters _counters = new();
    private readonly RecordingLoggers _log = new();
    private readonly ManualTimeProvider _clock = new();
    private double _chance;

    [Fact]
    public void A_lookup_has_the_call_as_it_was_asked()
    {
        var (request, report, call, options) = (Request(), new CallReport(), new ClaudeCall { Tags = ["t"] }, new ResponseCachingOptions());
        var context = new CallContext(Questions.Stream.Utf8(), report);
        var lookup = Reader().Read(request, context, call, options)!;
        lookup.Should().BeEquivalentTo(new { Alternative = 0, BegunAt = _clock.GetUtcNow(), WantsStream = true, Mode = ResponseCacheMode.Default });
        (lookup.Request, lookup.Context, lookup.Call, lookup.Options, lookup.Report).Should().Be((request, context, call, options, report));
        lookup.MoreLabels.Should().BeEmpty();
        lookup.Key.Should().Be(lookup.Question.Key);
        report.Model.Should().Be("claude-haiku-5-5");
        _counters.RefusedByReason.Should().BeEmpty();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.34, 1)]
    [InlineData(0.99, 2)]
    public void Chance_says_which_of_several_answers_is_wanted(double chance, int alternative)
    {
        _chance = chance;
        var lookup = Read(options: new() { AlternativeAnswers = 3 })!;
        lookup.Alternative.Should().Be(alternative);
        lookup.Key.Should().Be(lookup.Question.Key.Alternative(alternative));
    }

    [Fact]
    public void Where_there_is_one_answer_there_is_nothing_to_choose()
    {
        _chance = 0.99;
        Read(options: new() { AlternativeAnswers = 1 })!.Alternative.Should().Be(0);
        Read("""{"temperature":0}""", new() { AlternativeAnswers = 3 })!.Alternative.Should().Be(0);
        Read("""{"temperature":0}""", new() { AlternativeAnswers = 3 })!.Question.Facts.IsSampled.Should().BeFalse();
    }

    [Fact]
    public void Why_a_question_is_not_asked_is_counted()
    {
        Read("""{"a":1,"a":2}""").Should().BeNull();
        Read("""{"container":"c"}""").Should().BeNull();
        Read("""{"temperature":1}""", new() { OnlyWithoutSampling = true }).Should().BeNull();
        Read(authorization: "Bearer token").Should().BeNull();
        Read(authorization: "Bearer token").Should().BeNull();
        _counters.RefusedByReason.Should().Equal(new Dictionary<string, long> { ["live_tools"] = 1, ["no_scope"] = 2, ["not_understood"] = 1, ["sampled"] = 1 });
        _log.Lines.Should().Equal(
            "Warning: The answer is not cached: the call carries a bearer token, and no scope says whose it is. Set ClaudeCall.Scope.");
    }

    [Fact]
    public void Who_carries_no_token_is_not_warned_of_one()
    {
        var reader = Reader(apiKey: null);
        reader.Read(Request(), new CallContext(Questions.Json.Utf8(), new CallReport()), new ClaudeCall(), new()).Should().BeNull();
        _counters.RefusedByReason.Should().Equal(new Dictionary<string, long> { ["no_scope"] = 1 });
        _log.Lines.Should().BeEmpty();
    }

    [Fact]
    public void Who_only_tries_counts_nothing()
    {
        var lookup = Reader().TryRead(Request(), new CallContext("{\"a\":1,\"a\":2}".Utf8(), new CallReport()), new ClaudeCall(), new(), out var refusal);
        (lookup, refusal).Should().Be((null, "not_understood"));
        _counters.RefusedByReason.Should().BeEmpty();
    }

    [Fact]
    public void A_body_is_kept_when_it_comes_again_and_then_read_no_more()
    {
        var reader = Reader();
        var first = Read(reader: reader)!.Question;
        _memory.Bytes.Should().Be(0, "most come once");
        var second = Read(reader: reader)!.Question;
        second.Should().NotBeSameAs(first);
        second.Key.Should().Be(first.Key);
        _memory.Bytes.Should().BePositive();
        Read(reader: reader)!.Question.Should().BeSameAs(second);
    }

    [Fact]
    public void Under_other_terms_it_is_read_anew()
    {
        var reader = Reader();
        for (var time = 0; time < 2; time++)
        {
            Read(reader: reader);
        }

        Read(Questions.Json, new() { NormalizeWhitespace = true }, reader: reader)!.Question.Should().NotBeSameAs(Read(reader: reader)!.Question);
        Read(Questions.Json, new() { ShareAcrossUsers = true }, reader: reader)!.Question.Should().NotBeSameAs(Read(reader: reader)!.Question);
    }

    private static HttpRequestMessage Request(string? authorization = null)
    {
        var request = ChainUnderTest.Post([]);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return request;
    }

    private CacheLookup? Read(string body = Questions.Json, ResponseCachingOptions? options = null, QuestionReader? reader = null, string? authorization = null) =>
        (reader ?? _reader ?? (_reader = Reader())).Read(
            Request(authorization), new CallContext(body.Utf8(), new CallReport()), new ClaudeCall(), options ?? new ResponseCachingOptions());

    private QuestionReader? _reader;

    private QuestionReader Reader(string? apiKey = "sk-ant-api-key") => new(
        _memory,
        new Envelopes(static () => CacheSecrets.FromKeys),
        () => new ClaudeConnection(apiKey, ClaudeDefaults.BaseAddress, "2023-06-01", null),
        new MissingScopeWarning(_log),
        _counters,
        _clock,
        () => _chance);
}
