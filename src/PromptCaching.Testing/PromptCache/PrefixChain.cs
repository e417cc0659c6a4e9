using System.Security.Cryptography;
using System.Text;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.PromptCache;

/// <summary>The hash chain over the positions: the key of each covers everything before it.</summary>
internal static class PrefixChain
{
    /// <summary>Computes the key of the prefix through each position.</summary>
    /// <param name="sequence">The request.</param>
    /// <param name="scope">Who asks: entries are never shared between scopes.</param>
    /// <param name="thinkingAheadOfTools">Whether the model renders its thinking settings before the tools.</param>
    public static PrefixKey[] Of(PromptSequence sequence, string scope, bool thinkingAheadOfTools)
    {
        var inputs = LevelInputs.Of(sequence.Body);
        using var chain = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var state = new byte[SHA256.HashSizeInBytes];
        Mix($"scope={scope};model={sequence.Body.GetText("model")};{(thinkingAheadOfTools ? inputs.Thinking : "")}");

        var keys = new PrefixKey[sequence.Positions.Count];
        var level = PromptLevel.Tools;
        for (var index = 0; index < keys.Length; index++)
        {
            var position = sequence.Positions[index];
            for (; level < position.Level; level++)
            {
                Mix(level == PromptLevel.Tools ? inputs.System : $"{inputs.Messages};{inputs.Thinking}");
            }

            if (position.OpensTurn is { } role)
            {
                Mix(role);
            }

            Step(CanonicalBlock.Bytes(position.Json));
            keys[index] = PrefixKey.From(state);
        }

        return keys;

        void Mix(string text) => Step(Encoding.UTF8.GetBytes(text));

        void Step(byte[] content)
        {
            chain.AppendData(state);
            chain.AppendData(content);
            chain.GetHashAndReset(state);
        }
    }
}
