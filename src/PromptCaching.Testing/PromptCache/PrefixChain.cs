using System.Security.Cryptography;
using System.Text;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.PromptCache;

/// <summary>The hash over the positions, read off where a key is wanted: each key covers everything before it.</summary>
internal sealed class PrefixChain : IDisposable
{
    private const int HashedAtOnce = 16 * 1024;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly CanonicalJson _pending = new();

    private PrefixChain()
    {
    }

    /// <summary>Computes the keys of the prefixes through those positions at which an entry can be found or written.</summary>
    /// <param name="sequence">The request.</param>
    /// <param name="scope">Who asks: entries are never shared between scopes.</param>
    /// <param name="thinkingAheadOfTools">Whether the model renders its thinking settings before the tools.</param>
    /// <returns>A key for each wanted position; the others have none.</returns>
    public static PrefixKey[] Of(PromptSequence sequence, string scope, bool thinkingAheadOfTools) =>
        Of(sequence, scope, thinkingAheadOfTools, LookbackWindow.OfAllBreakpoints(sequence));

    /// <summary>Computes the keys of the prefixes through wanted positions.</summary>
    public static PrefixKey[] Of(PromptSequence sequence, string scope, bool thinkingAheadOfTools, bool[] wanted)
    {
        using var chain = new PrefixChain();
        var inputs = sequence.LevelInputs;
        chain.Mix($"scope={scope};model={sequence.Body.GetText("model")};{(thinkingAheadOfTools ? inputs.Thinking : "")}");

        var keys = new PrefixKey[sequence.Positions.Count];
        var level = PromptLevel.Tools;
        for (var index = 0; index < keys.Length; index++)
        {
            var position = sequence.Positions[index];
            for (; level < position.Level; level++)
            {
                chain.Mix(level == PromptLevel.Tools ? inputs.System : $"{inputs.Messages};{inputs.Thinking}");
            }

            if (position.OpensTurn is { } role)
            {
                chain.Mix(role);
            }

            chain._pending.WriteBlock(position.Json);
            chain.EndPart();
            if (wanted[index])
            {
                keys[index] = chain.Key();
            }
        }

        return keys;
    }

    public void Dispose() => _hash.Dispose();

    private void Mix(string text)
    {
        _pending.WriteRaw(Encoding.UTF8.GetBytes(text));
        EndPart();
    }

    /// <summary>No part contains the separator: JSON escapes it.</summary>
    private void EndPart()
    {
        _pending.WriteRaw("\u001e"u8);
        if (_pending.Written.Length >= HashedAtOnce)
        {
            Flush();
        }
    }

    private PrefixKey Key()
    {
        Flush();
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetCurrentHash(hash);
        return PrefixKey.From(hash);
    }

    private void Flush()
    {
        _hash.AppendData(_pending.Written);
        _pending.Clear();
    }
}
