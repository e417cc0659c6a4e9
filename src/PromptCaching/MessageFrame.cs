using PromptCaching.Bodies;
using PromptCaching.Messages.Json;
using PromptCaching.Messages.Streaming;

namespace PromptCaching;

/// <summary>How a streamed answer began and ended, in the records that the caller has as well: they lose nothing, so no JSON is kept beside them.</summary>
internal sealed class MessageFrame
{
    private MessageStartEvent? _start;
    private MessageDeltaEvent? _delta;
    private List<MessageDeltaEvent>? _before;

    /// <returns>False for an event that is neither, whatever its name says.</returns>
    public bool TryKeep(MessageStreamEvent item, MessageAssembly assembly)
    {
        if (item is MessageStartEvent start)
        {
            _start = start;
            assembly.Begin();
            return true;
        }

        if (item is not MessageDeltaEvent delta)
        {
            return false;
        }

        if (_delta is not null)
        {
            (_before ??= []).Add(_delta);
        }

        _delta = delta;
        return true;
    }

    public byte[] ToJson(MessageAssembly assembly) =>
        assembly.ToJson(_start is null ? null : WireJson.ToUtf8Bytes(_start.Message.WriteTo), assembly.Deltas.Concat(Deltas()));

    private IEnumerable<byte[]> Deltas() =>
        (_delta is null ? [] : (_before ?? []).Append(_delta)).Select(static delta => WireJson.ToUtf8Bytes(delta.WriteTo));
}
