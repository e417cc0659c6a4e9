using System.Text.Json;
using PromptCaching.Testing.PromptCache;

namespace PromptCaching.Testing;

/// <summary>A prompt from its start to the end of one tool, system block or message block: all that a cache entry written there would cover.</summary>
/// <param name="Path">The block at its end, such as <c>system.0</c> or <c>messages.2.content.1</c>.</param>
/// <param name="Tokens">The tokens from the start of the prompt to the end of that block.</param>
/// <param name="Key">Equal for two requests exactly where a cache entry of one could be read by the other.</param>
public readonly record struct PromptPrefix(string Path, int Tokens, UInt128 Key)
{
    /// <summary>Cuts a request where the prompt cache can cut it; markers make no difference.</summary>
    /// <param name="body">The body of a Messages request.</param>
    /// <param name="counting">How to count tokens.</param>
    /// <param name="workspace">Who asks: requests of different workspaces share nothing.</param>
    /// <returns>The prefixes, shortest first, in the order in which the prompt is rendered.</returns>
    public static IReadOnlyList<PromptPrefix> Of(JsonElement body, TokenCounting counting = TokenCounting.Calibrated, string workspace = "")
    {
        ArgumentNullException.ThrowIfNull(workspace);
        var sequence = PromptSequence.Read(body, counting);
        var keys = PrefixChain.Of(sequence, workspace, thinkingAheadOfTools: false, static (_, _) => true);
        var prefixes = new PromptPrefix[keys.Length];
        for (var position = 0; position < prefixes.Length; position++)
        {
            prefixes[position] = new PromptPrefix(
                sequence.Positions[position].Block.Path, sequence.TokensThrough(position), keys[position].Value);
        }

        return prefixes;
    }
}
