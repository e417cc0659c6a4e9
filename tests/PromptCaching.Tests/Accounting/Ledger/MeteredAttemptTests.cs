using System.Net;
using PromptCaching.Accounting;
using PromptCaching.Bodies;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting.Ledger;

public sealed class MeteredAttemptTests
{
    private static readonly DateTimeOffset _at = new(2026, 11, 20, 23, 30, 0, TimeSpan.Zero);
    private static readonly ModelCatalog _catalog = new([new ModelCatalogEntry { Id = "m", Prices = new() { Input = 1m, CacheRead = 0.5m, Output = 2m } }]);
    private readonly List<UsageEntry> _booked = [];
    private CallReport _report = new();

    [Fact]
    public void A_whole_answer_is_booked_and_reported_with_its_bill()
    {
        Attempt("req").OnEnd(Message(""" "cache_read_input_tokens":1000000, """));
        Booked.Should().BeEquivalentTo(new UsageEntry
        {
            At = _at, Source = CallSource.Api, Model = "m", RequestId = "req", MessageId = "msg", Scope = "s", Tags = ["t"],
            Knowledge = UsageKnowledge.Known, Usage = new TokenUsage { Input = 1_000_000, CacheRead = 1_000_000, Output = 500_000 },
            Cost = 2.5m, CostWithoutCaching = 3m,
        });
        _report.Should().BeEquivalentTo(new { Booked.Usage, Booked.Cost, Booked.CostWithoutCaching, IsUsagePartlyUnknown = false });
    }

    [Fact]
    public void What_keeps_a_prefix_warm_would_not_have_been_sent_without_a_cache()
    {
        _report = new CallReport { IsKeepWarm = true };
        Attempt().OnEnd(Message());
        Booked.Should().BeEquivalentTo(new { Cost = 2m, CostWithoutCaching = 0m });
        _report.CostWithoutCaching.Should().Be(0m);
    }

    [Fact]
    public void A_cut_stream_is_partly_known_and_only_its_entry_has_figures()
    {
        Attempt().OnEnd(Cut("""{"input_tokens":1000000,"output_tokens":1}"""));
        Booked.Should().BeEquivalentTo(new
        {
            Knowledge = UsageKnowledge.Partly, Error = "incomplete", Cost = 1.000002m, CostWithoutCaching = 1.000002m,
            Usage = new TokenUsage { Input = 1_000_000, Output = 1 },
        });
        _report.Should().BeEquivalentTo(new { Usage = (TokenUsage?)null, Cost = (decimal?)null, CostWithoutCaching = (decimal?)null, IsUsagePartlyUnknown = true });
    }

    [Fact]
    public void A_cut_stream_that_kept_a_prefix_warm_saved_nothing_either()
    {
        _report = new CallReport { IsKeepWarm = true };
        Attempt().OnEnd(Cut("""{"input_tokens":1000000,"output_tokens":1}"""));
        Booked.CostWithoutCaching.Should().Be(0m);
    }

    [Fact]
    public void An_answer_that_told_nothing_is_unknown_and_belongs_to_the_model_that_was_asked()
    {
        _report = new CallReport { IsKeepWarm = true };
        Attempt().OnEnd(new AnswerOutline());
        Booked.Should().BeEquivalentTo(new
        {
            Model = "asked", Knowledge = UsageKnowledge.Unknown, Usage = (TokenUsage?)null, Cost = (decimal?)null, CostWithoutCaching = (decimal?)null,
            Error = "incomplete",
        });
        _report.IsUsagePartlyUnknown.Should().BeTrue();
    }

    [Fact]
    public void A_compressed_answer_is_unknown_but_no_failure()
    {
        Attempt().OnEnd(new AnswerOutline { IsEncoded = true });
        Booked.Should().BeEquivalentTo(new { Knowledge = UsageKnowledge.Unknown, Error = (string?)null });
    }

    [Fact]
    public void The_error_that_an_answer_told_is_the_error()
    {
        var answer = Message();
        answer.Error = "overloaded_error";
        Attempt().OnEnd(answer);
        Booked.Error.Should().Be("overloaded_error");
    }

    [Theory]
    [InlineData(400, UsageKnowledge.Known)]
    [InlineData(429, UsageKnowledge.Known)]
    [InlineData(500, UsageKnowledge.Known)]
    [InlineData(503, UsageKnowledge.Known)]
    [InlineData(529, UsageKnowledge.Known)]
    [InlineData(408, UsageKnowledge.Unknown)]
    [InlineData(502, UsageKnowledge.Unknown)]
    [InlineData(504, UsageKnowledge.Unknown)]
    public void An_error_costs_nothing_unless_its_status_says_that_somebody_did_not_wait(int status, UsageKnowledge knowledge)
    {
        var isKnown = knowledge == UsageKnowledge.Known;
        Attempt("req").Refuse((HttpStatusCode)status);
        Booked.Should().BeEquivalentTo(new
        {
            Knowledge = knowledge, RequestId = "req", Usage = isKnown ? new TokenUsage() : null, Cost = isKnown ? 0m : (decimal?)null,
            CostWithoutCaching = isKnown ? 0m : (decimal?)null, Error = ErrorType.OfStatus(status).Value,
        });
        _report.IsUsagePartlyUnknown.Should().Be(!isKnown);
    }

    [Fact]
    public void A_connection_that_broke_is_unknown_and_one_that_was_not_made_is_nothing()
    {
        Attempt().Break(new HttpRequestException(HttpRequestError.NameResolutionError), CancellationToken.None);
        _booked.Should().BeEmpty();
        Attempt().Break(new HttpRequestException(HttpRequestError.ResponseEnded), CancellationToken.None);
        Booked.Should().BeEquivalentTo(new { Knowledge = UsageKnowledge.Unknown, Error = "connection", RequestId = (string?)null });
    }

    [Fact]
    public void What_was_unknown_of_one_attempt_stays_so_after_the_next()
    {
        Attempt().Refuse(HttpStatusCode.BadGateway);
        Attempt().OnEnd(Message());
        _report.IsUsagePartlyUnknown.Should().BeTrue();
    }

    private UsageEntry Booked => _booked.Should().ContainSingle().Subject;

    private static AnswerOutline Message(string more = "") => AnswerScan.Read(
        ("""{"type":"message","id":"msg","model":"m","stop_reason":"end_turn","usage":{"input_tokens":1000000,""" + more + """ "output_tokens":500000}}""").Utf8(),
        isStream: false);

    private static AnswerOutline Cut(string usage) => AnswerScan.Read(
        Texts.Stream($$$"""{"type":"message_start","message":{"id":"msg","model":"m","usage":{{{usage}}}}}""").Utf8(), isStream: true);

    private MeteredAttempt Attempt(string? requestId = null) =>
        new(_report, new UsageEntry { At = _at, Source = CallSource.Api, Model = "asked", Scope = "s", Tags = ["t"] }, _catalog, _booked.Add) { RequestId = requestId };
}
