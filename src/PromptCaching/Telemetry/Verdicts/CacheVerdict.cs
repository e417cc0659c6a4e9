using System.Globalization;

namespace PromptCaching;

/// <summary>What the prompt cache did for one call, what was expected of it, and why it did less.</summary>
public sealed record CacheVerdict
{
    /// <summary>Gets what happened, in one word.</summary>
    public required CacheOutcome Outcome { get; init; }

    /// <summary>Gets what happened, in one sentence.</summary>
    public required string Explanation { get; init; }

    /// <summary>Gets the breakpoints of the request as it was sent, the caller's included, in prompt order.</summary>
    /// <value>The default is empty.</value>
    public IReadOnlyList<PlannedBreakpoint> Breakpoints { get; init; } = [];

    /// <summary>Gets the tokens that were expected to be read: an estimate, put right by the real length of the prompt once that is known.</summary>
    public long ExpectedReadTokens { get; init; }

    /// <summary>Gets the tokens that were expected to be written to the cache: an estimate like <see cref="ExpectedReadTokens"/>.</summary>
    public long ExpectedWrittenTokens { get; init; }

    /// <summary>Gets the tokens that were read from the cache.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public long? ReadTokens { get; init; }

    /// <summary>Gets the tokens that were written to the cache.</summary>
    /// <value>The default is <see langword="null"/>: not known.</value>
    public long? WrittenTokens { get; init; }

    /// <summary>Gets why less was read than an earlier request had left, or why nothing could be cached.</summary>
    /// <value>The default is <see langword="null"/>: all is well, or nothing is known.</value>
    public CacheMissCause? Cause { get; init; }

    /// <summary>Gets what the API said about a miss.</summary>
    /// <value>The default is <see langword="null"/>: it was not asked, or saw no difference.</value>
    public CacheDiagnosis? Diagnosis { get; init; }

    internal static CacheVerdict NoAnswer { get; } = new() { Outcome = CacheOutcome.None, Explanation = "There is no answer to judge." };

    internal static CacheVerdict FromResponseCache { get; } = new()
    {
        Outcome = CacheOutcome.AnsweredFromResponseCache,
        Explanation = "The response cache answered; the prompt cache was not asked.",
        ReadTokens = 0,
        WrittenTokens = 0,
    };

    internal static CacheVerdict FromAnotherCall { get; } = new()
    {
        Outcome = CacheOutcome.AnsweredFromResponseCache,
        Explanation = "Another call that asked the same at the same time brought the answer; the verdict is in its report.",
        ReadTokens = 0,
        WrittenTokens = 0,
    };

    /// <summary>Says it in one to three lines: what happened, what was marked and why, and what stood in the way.</summary>
    /// <returns>The lines, separated by line feeds.</returns>
    public override string ToString()
    {
        var numbers = string.Create(
            CultureInfo.InvariantCulture,
            $"read {Known(ReadTokens)} tokens ({ExpectedReadTokens:N0} expected), wrote {Known(WrittenTokens)} ({ExpectedWrittenTokens:N0} expected)");
        var marked = Breakpoints.Count == 0 ? "" : $"\nMarked: {string.Join("; ", Breakpoints)}.";
        var why = string.Join(' ', new object?[] { Cause, Diagnosis }.Where(static part => part is not null));
        return $"{Outcome}: {numbers}. {Explanation}{marked}{(why.Length == 0 ? "" : "\n" + why)}";
    }

    private static string Known(long? tokens) => tokens?.ToString("N0", CultureInfo.InvariantCulture) ?? "?";
}
