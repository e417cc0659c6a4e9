using System.Security.Cryptography;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.PromptCache;

/// <summary>The hash over the positions, read off where a key is wanted: each key covers everything before it.</summary>
internal sealed class PrefixChain : IDisposable
{
    private const int HashedAtOnce = 16 * 1024;

    /// <summary>No part contains it: JSON escapes it.</summary>
    private const byte Separator = 0x1E;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly CanonicalJson _pending = new();

    private long _length;
    private int _counted;

    private PrefixChain()
    {
    }

    /// <summary>Computes the keys of the prefixes through those positions at which an entry can be found or written.</summary>
    /// <param name="sequence">The request.</param>
    /// <param name="scope">Who asks: entries are never shared between scopes.</param>
    /// <param name="thinkingAheadOfTools">Whether the model renders its thinking settings before the tools.</param>
    /// <param name="hasEntryOf">Whether there may be an entry of so many bytes; where there is none, no key is needed to look for it.</param>
    /// <returns>A key for each wanted position; the others have none.</returns>
    public static PrefixKey[] Of(PromptSequence sequence, string scope, bool thinkingAheadOfTools, Func<long, bool>? hasEntryOf = null)
    {
        var marked = sequence.Breakpoints.Select(static breakpoint => breakpoint.Position).ToHashSet();
        var looked = LookbackWindow.OfAllBreakpoints(sequence);
        return Of(sequence, scope, thinkingAheadOfTools, (index, length) => looked[index] && (marked.Contains(index) || hasEntryOf?.Invoke(length) != false));
    }

    /// <summary>Computes the keys of the prefixes through wanted positions, given by index and length in bytes.</summary>
    public static PrefixKey[] Of(PromptSequence sequence, string scope, bool thinkingAheadOfTools, Func<int, long, bool> isWanted)
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
            if (isWanted(index, chain._length))
            {
                keys[index] = chain.Key();
            }
        }

        return keys;
    }

    public void Dispose() => _hash.Dispose();

    private void Mix(string text)
    {
        _pending.WriteRaw(text);
        EndPart();
    }

    private void EndPart()
    {
        _pending.WriteRaw(Separator);
        _length += _pending.Written.Length - _counted;
        _counted = _pending.Written.Length;
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
        return PrefixKey.From(hash, _length);
    }

    private void Flush()
    {
        _hash.AppendData(_pending.Written);
        _pending.Clear();
        _counted = 0;
    }
}
