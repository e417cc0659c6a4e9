using System.Text.Json;
using PromptCaching.Testing.PromptCache;

namespace PromptCaching.Testing.Tests.Reality;

/// <summary>The prefixes that earlier requests of a recording ended a breakpoint on, however long ago and however short.</summary>
internal sealed class EarlierPrefixes
{
    private readonly HashSet<PrefixKey> _marked = [];

    /// <summary>Remembers a request's marked prefixes, and says whether an earlier request had marked one of its own prefixes.</summary>
    public bool SeenBefore(JsonElement body, string scope)
    {
        var sequence = PromptSequence.Read(body, TokenCounting.Calibrated);
        var keys = PrefixChain.Of(sequence, scope, thinkingAheadOfTools: false, (_, _) => true);
        var seen = keys.Any(_marked.Contains);
        _marked.UnionWith(sequence.Breakpoints.Select(breakpoint => keys[breakpoint.Position]));
        return seen;
    }
}
