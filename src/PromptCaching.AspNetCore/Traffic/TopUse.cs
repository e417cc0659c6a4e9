namespace PromptCaching.AspNetCore.Traffic;

/// <summary>Something that is used again and again.</summary>
/// <param name="Id">Its hash or id.</param>
/// <param name="Label">What it is called: model, scope and tags of its latest use.</param>
/// <param name="Uses">How often it was used, as far as it was watched.</param>
/// <param name="Tokens">The tokens that were read from the prompt cache with it.</param>
/// <param name="Saved">What it saved, in USD.</param>
/// <param name="LastAt">When it was used last.</param>
internal readonly record struct TopUse(string Id, string Label, long Uses, long Tokens, decimal Saved, DateTimeOffset LastAt)
{
    private const int LongestLabel = 100;

    public static TopUse Of(string id, CallReport report, DateTimeOffset now)
    {
        var label = string.Join(" \u00b7 ", new[] { report.Model ?? "?", report.Scope }.Concat(report.Tags).OfType<string>());
        return new TopUse(
            id, label.Length > LongestLabel ? label[..LongestLabel] + "\u2026" : label, 1, report.Verdict.ReadTokens ?? 0, report.Saved ?? 0, now);
    }

    public TopUse And(TopUse later) => later with { Uses = Uses + later.Uses, Tokens = Tokens + later.Tokens, Saved = Saved + later.Saved };
}
