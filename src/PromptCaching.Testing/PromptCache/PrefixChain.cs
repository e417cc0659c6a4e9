using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.PromptCache;

/// <summary>The hash chain over the positions: the key of each covers everything before it.</summary>
internal sealed class PrefixChain
{
    private readonly ArrayBufferWriter<byte> _step = new(1024);
    private readonly byte[] _state = new byte[SHA256.HashSizeInBytes];

    private PrefixChain()
    {
    }

    /// <summary>Computes the key of the prefix through each position.</summary>
    /// <param name="sequence">The request.</param>
    /// <param name="scope">Who asks: entries are never shared between scopes.</param>
    /// <param name="thinkingAheadOfTools">Whether the model renders its thinking settings before the tools.</param>
    public static PrefixKey[] Of(PromptSequence sequence, string scope, bool thinkingAheadOfTools)
    {
        var chain = new PrefixChain();
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

            keys[index] = chain.Append(position);
        }

        return keys;
    }

    private PrefixKey Append(PromptPosition position)
    {
        Begin();
        CanonicalJson.WriteBlock(_step, position.Json);
        End();
        return PrefixKey.From(_state);
    }

    private void Mix(string text)
    {
        Begin();
        _step.Write(Encoding.UTF8.GetBytes(text));
        End();
    }

    private void Begin()
    {
        _step.ResetWrittenCount();
        _step.Write(_state);
    }

    private void End() => SHA256.HashData(_step.WrittenSpan, _state);
}
