using PromptCaching.Messages.Content;
using PromptCaching.Messages.Json;

namespace PromptCaching.Messages;

/// <summary>Tools and system prompt as the beginning of a body, written once, up to where the messages begin.</summary>
internal sealed class WrittenBeginning
{
    private readonly IReadOnlyList<Tool>? _tools;
    private readonly MessageContent? _system;

    public WrittenBeginning(MessageRequest request)
    {
        (_tools, _system) = (request.Tools, request.System);
        var part = new MessageRequest { Tools = _tools, System = _system, Messages = [] };
        var json = WireJson.ToUtf8Bytes(part.WriteTo);

        // {"tools":…,"system":…,"messages":[]} without what closes it.
        Json = json.AsMemory(0, json.Length - "]}".Length);
    }

    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Writes what stands behind the messages; null when the request is another than the one whose beginning this is.</summary>
    public byte[]? TryWriteEnd(MessageRequest request, bool? stream)
    {
        if (!ReferenceEquals(request.Tools, _tools) || !ReferenceEquals(request.System, _system) || request.ExtraFields.ContainsKey("messages"))
        {
            return null;
        }

        var rest = request with { Tools = null, System = null, Messages = Unset<InputMessage>.List };
        var json = WireJson.ToUtf8Bytes(writer => rest.Write(writer, stream));
        return json.Length == "{}".Length ? "]}"u8.ToArray() : [.. "],"u8, .. json.AsSpan(1)];
    }
}
