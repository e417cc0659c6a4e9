using PromptCaching.AspNetCore.Traffic;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>Something that is used again and again, by its hash or id.</summary>
internal sealed record UseLine(string Id, string Label, long Uses, long Tokens, string Saved, DateTimeOffset LastAt)
{
    public static UseLine Of(TopUse use) => new(use.Id, use.Label, use.Uses, use.Tokens, Usd.Text(use.Saved), use.LastAt);
}
