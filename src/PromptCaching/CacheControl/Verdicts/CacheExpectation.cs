using PromptCaching.CacheControl.Ledger;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>What a plan expects of the cache, in estimated tokens.</summary>
/// <param name="Read">The tokens to be read.</param>
/// <param name="Left">The tokens that an earlier request left to be read, whether or not a marker finds them.</param>
/// <param name="Written">The tokens to be written.</param>
/// <param name="Marked">The tokens up to the last marker.</param>
/// <param name="Head">The tokens that stand before the messages.</param>
/// <param name="Total">The whole prompt.</param>
internal readonly record struct CacheExpectation(double Read, double Left, double Written, double Marked, double Head, double Total)
{
    private const int Window = 20;

    public static CacheExpectation Of(SentCall call, RecentRequest request)
    {
        var (steps, entries) = (call.Path.Steps, request.Entries);
        var marked = entries.Count == 0 ? 0 : entries[^1].Tokens;
        var (read, left) = call.Knowledge.Hit >= 0 ? ReadOf(call, call.Knowledge.Candidates[call.Knowledge.Hit], entries) : (0, 0);
        var written = marked >= call.Rules.MinTokens ? Math.Max(0, marked - read) : 0;
        return new CacheExpectation(read, left, written, marked, Tokens(call, request.HeadLength), Tokens(call, steps.Count));
    }

    /// <summary>Gets the real tokens that an estimated one stands for, once the length of the prompt is known.</summary>
    public double Scale(ReportedTokens? reported) => reported is { Total: > 0 } && Total > 0 ? reported.Total / Total : 1;

    private static double Tokens(SentCall call, int steps) => steps == 0 ? 0 : call.Path.Steps[steps - 1].Bytes * call.TokensPerByte;

    private static (double Read, double Left) ReadOf(SentCall call, Candidate hit, IReadOnlyList<SentEntry> entries)
    {
        var place = call.Path.Steps[hit.Step].Place;
        var isReached = entries.Any(entry => entry.Step >= hit.Step && entry.Place - place < Window);
        var left = hit.Tokens >= call.Rules.MinTokens ? hit.Tokens : 0;
        return (isReached ? left : 0, left);
    }
}
