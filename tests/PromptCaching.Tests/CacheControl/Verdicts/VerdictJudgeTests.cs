using PromptCaching.CacheControl.Verdicts;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>From what was expected, what was reported and what was found out follows one outcome and one sentence.</summary>
public sealed class VerdictJudgeTests
{
    private static readonly CacheExpectation Expected = new(Read: 1000, Left: 1000, Written: 500, Marked: 1500, Head: 800, Total: 2000);
    private static readonly CacheMissCause Found = new() { Kind = CacheMissKind.ToolAdded, Sentence = "s", Hint = "h" };
    private static readonly PlannedBreakpoint Marked = new() { Place = "system.0", TimeToLive = TimeSpan.FromMinutes(5), IsCallers = true, Reason = "r" };

    [Theory]
    [InlineData(10, 0, null, CacheOutcome.Hit, "What could be read was read.")]
    [InlineData(10, 10, null, CacheOutcome.Hit, "What could be read was read.")]
    [InlineData(10, 0, CacheMissKind.ToolAdded, CacheOutcome.Partial, "An earlier request had left more to be read.")]
    [InlineData(0, 10, null, CacheOutcome.ColdStart, "Nothing was there to be read yet.")]
    [InlineData(0, 10, CacheMissKind.ToolAdded, CacheOutcome.Miss, "An earlier request had left something to be read, but nothing was.")]
    [InlineData(0, 10, CacheMissKind.BelowMinimum, CacheOutcome.Miss, "An earlier request had left something to be read, but nothing was.")]
    [InlineData(0, 0, CacheMissKind.ToolAdded, CacheOutcome.Miss, "An earlier request had left something to be read, but nothing was.")]
    [InlineData(0, 0, CacheMissKind.BelowMinimum, CacheOutcome.NothingToCache, "The prompt is too short to be cached.")]
    [InlineData(0, 0, null, CacheOutcome.NothingToCache, "The API neither read nor wrote what was marked.")]
    public void Every_answer_has_an_outcome(long read, long written, CacheMissKind? cause, CacheOutcome outcome, string explanation)
    {
        var verdict = VerdictJudge.Of(Expected, [Marked], new ReportedTokens(read, written, 2000), cause is { } kind ? Found with { Kind = kind } : null, null);

        verdict.Should().BeEquivalentTo(new { Outcome = outcome, Explanation = explanation, ReadTokens = read, WrittenTokens = written });
        verdict.Cause?.Kind.Should().Be(cause);
    }

    [Fact]
    public void Where_nothing_was_marked_nothing_was_worth_it() =>
        VerdictJudge.Of(Expected, [], new ReportedTokens(0, 0, 2000), null, null).Explanation.Should().Be("Nothing of the prompt is worth being written.");

    [Fact]
    public void Without_a_report_nothing_is_known()
    {
        var verdict = VerdictJudge.Of(Expected, [Marked], null, Found, new CacheDiagnosis("tools_changed", 5));

        verdict.Should().BeEquivalentTo(new
        {
            Outcome = CacheOutcome.None,
            Explanation = "The answer does not say what was read and written.",
            ExpectedReadTokens = 1000L,
            ExpectedWrittenTokens = 500L,
            ReadTokens = (long?)null,
            WrittenTokens = (long?)null,
            Cause = (CacheMissCause?)null,
            Diagnosis = new CacheDiagnosis("tools_changed", 5),
        });
        verdict.Breakpoints.Should().Equal(Marked);
    }

    [Theory]
    [InlineData(4001, 2001, 1000)]
    [InlineData(1000, 500, 250)]
    [InlineData(0, 1000, 500)]
    public void What_was_expected_is_told_in_the_tokens_that_the_API_counts(long total, long read, long written)
    {
        var verdict = VerdictJudge.Of(Expected, [], new ReportedTokens(1, 1, total), null, null);

        verdict.ExpectedReadTokens.Should().BeCloseTo(read, 1);
        verdict.ExpectedWrittenTokens.Should().Be(written);
    }

    [Fact]
    public void Where_the_API_or_we_count_nothing_nothing_is_scaled()
    {
        Expected.Scale(null).Should().Be(1);
        Expected.Scale(new ReportedTokens(0, 0, 0)).Should().Be(1);
        (Expected with { Total = 0 }).Scale(new ReportedTokens(0, 0, 10)).Should().Be(1);
        Expected.Scale(new ReportedTokens(0, 0, 500)).Should().Be(0.25);
    }

    [Theory]
    [InlineData(0, CacheMissKind.SystemChanged)]
    [InlineData(999, CacheMissKind.SystemChanged)]
    [InlineData(1000, null)]
    public void Where_less_than_half_was_read_the_API_is_believed(long read, CacheMissKind? kind) =>
        VerdictJudge.Of(Expected, [], new ReportedTokens(read, 1, 2000), null, new CacheDiagnosis("system_changed", null)).Cause?.Kind.Should().Be(kind);

    [Theory]
    [InlineData(CacheMissKind.ToolAdded, "system_changed", CacheMissKind.ToolAdded)]
    [InlineData(CacheMissKind.Unexplained, "system_changed", CacheMissKind.SystemChanged)]
    [InlineData(CacheMissKind.Unexplained, "something new", CacheMissKind.Unexplained)]
    public void What_we_found_out_ourselves_is_finer_than_what_the_API_says(CacheMissKind ours, string reason, CacheMissKind told) =>
        VerdictJudge.Of(Expected, [], new ReportedTokens(0, 1, 2000), Found with { Kind = ours }, new CacheDiagnosis(reason, null)).Cause!.Kind.Should().Be(told);

    [Theory]
    [InlineData(499, true)]
    [InlineData(500, false)]
    public void Less_than_half_of_what_was_expected_is_a_surprise(long read, bool isSurprise)
    {
        VerdictJudge.IsSurprise(Expected, new ReportedTokens(read, 0, 2000)).Should().Be(isSurprise);
        VerdictJudge.IsSurprise(Expected, new ReportedTokens(2 * read, 0, 4000)).Should().Be(isSurprise);
    }

    [Theory]
    [InlineData(1024, 511, true)]
    [InlineData(1024, 512, false)]
    [InlineData(1023, 0, false)]
    [InlineData(1024, null, false)]
    public void Half_of_a_thousand_tokens_and_more_is_worth_a_warning(long expected, int? read, bool isWorth) =>
        VerdictJudge.IsWorthAWarning(new CacheVerdict { Outcome = CacheOutcome.Miss, Explanation = "", ExpectedReadTokens = expected, ReadTokens = read })
            .Should().Be(isWorth);

    [Fact]
    public void What_the_API_said_is_kept_with_its_tokens()
    {
        VerdictJudge.DiagnosisOf(new() { CacheMissReason = "model_changed", CacheMissedTokens = 7 }).Should().Be(new CacheDiagnosis("model_changed", 7));
        VerdictJudge.DiagnosisOf(new() { CacheMissedTokens = 7 }).Should().BeNull();
    }
}
