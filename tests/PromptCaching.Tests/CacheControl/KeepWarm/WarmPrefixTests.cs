using PromptCaching.CacheControl.KeepWarm;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.Tests.CacheControl.Planning;
using PromptCaching.Tests.CacheControl.Verdicts;

namespace PromptCaching.Tests.CacheControl.KeepWarm;

/// <summary>Of the entries of a call its longest head and its end may be kept, each for what it alone would lose.</summary>
public sealed class WarmPrefixTests
{
    private static readonly TimeSpan Five = EntryLifetime.FiveMinutes;
    private static readonly string Body = Remembered.Body(messages: Remembered.Said("q", "a", "r"));

    [Fact]
    public void The_longest_head_and_the_end_are_kept() =>
        Of([(0, BoundaryKind.Tools, 1000), (1, BoundaryKind.System, 2000), (3, BoundaryKind.Known, 3000), (4, BoundaryKind.Tail, 5000)])
            .Should().Be("1 2000, 4 3000 tail");

    [Fact]
    public void Without_a_head_the_end_would_lose_everything() => Of([(4, BoundaryKind.ToolTail, 5000)]).Should().Be("4 5000 tail");

    [Theory]
    [InlineData(1000, "1 1000")]
    [InlineData(1001, "")]
    public void What_is_too_short_is_not_kept(int minimum, string kept) => Of([(1, BoundaryKind.System, 1000)], minimum).Should().Be(kept);

    [Fact]
    public void What_has_no_entry_or_never_comes_back_is_not_kept()
    {
        Of([(1, BoundaryKind.System, 1000)], lifetime: null).Should().BeEmpty();
        Of([(1, BoundaryKind.System, 1000)], odds: 0).Should().BeEmpty();
        Of([(1, BoundaryKind.SystemPart, 1000)], odds: 0.01).Should().Be("1 1000");
    }

    [Theory]
    [InlineData(2, "2 1000")]
    [InlineData(3, "")]
    public void A_document_is_a_head_only_in_the_first_message_of_a_user(int step, string kept) => Of([(step, BoundaryKind.Lead, 1000)]).Should().Be(kept);

    [Theory]
    [InlineData(4, BoundaryKind.Tail, "4 1000 tail")]
    [InlineData(2, BoundaryKind.Tail, "")]
    [InlineData(3, BoundaryKind.Tail, "")]
    [InlineData(4, BoundaryKind.Known, "")]
    public void An_end_is_the_last_block_of_the_request_and_of_a_user(int step, object kind, string kept) => Of([(step, (BoundaryKind)kind, 1000)]).Should().Be(kept);

    private static string Of((int Step, BoundaryKind Kind, double Tokens)[] entries, int minimum = 1, int? lifetime = 5, double odds = 0.9)
    {
        Candidate[] candidates = [.. entries.Select(entry => PlannedPath.Candidate(entry.Step, entry.Kind, entry.Tokens, odds))];
        TimeSpan?[] lifetimes = [.. entries.Select(_ => lifetime is null ? (TimeSpan?)null : Five)];
        return string.Join(", ", WarmPrefix.Of(Remembered.Sent(Body), candidates, lifetimes, minimum)
            .Select(prefix => $"{prefix.Candidate.Step} {prefix.Gain}{(prefix.IsTail ? " tail" : "")}"));
    }
}
