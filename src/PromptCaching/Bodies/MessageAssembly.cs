using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>Builds the message that a stream of events amounts to, as the JSON that a call without <c>stream</c> would have returned.</summary>
/// <remarks>Works on JSON, not on records, so that blocks and fields of the future arrive whole.</remarks>
internal sealed class MessageAssembly
{
    private static readonly string[] Kinds =
        ["content_block_delta", "content_block_start", "content_block_stop", "message_start", "message_delta", "message_stop"];

    private readonly SortedList<int, BlockAssembly> _blocks = [];
    private readonly List<byte[]> _deltas = [];
    private byte[]? _message;
    private bool _isBegun;

    /// <summary>Gets a value indicating whether <c>message_stop</c> was seen.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Gets the events <c>message_delta</c> that were applied here.</summary>
    public IReadOnlyList<byte[]> Deltas => _deltas;

    /// <summary>Rebuilds the message of a whole recorded stream.</summary>
    /// <returns>The JSON of the message, or <see langword="null"/> when the stream did not come to its end.</returns>
    public static byte[]? Assemble(ReadOnlySpan<byte> stream)
    {
        var assembly = new MessageAssembly();
        new EventStreamScan((_, data) =>
        {
            // Some gateways add lines of their own behind the end.
            if (!assembly.IsComplete)
            {
                assembly.Apply(data);
            }
        }).Feed(stream);
        return assembly.IsComplete ? assembly.ToJson() : null;
    }

    /// <summary>Applies an event that says no more than this.</summary>
    public void Apply(PlainEvent item)
    {
        switch (item.Kind)
        {
            case PlainEventKind.TextStart:
                _blocks[item.Index] = new BlockAssembly(TextBlockStart.Json);
                break;
            case PlainEventKind.BlockStop:
                EndBlock(item.Index);
                break;
            case PlainEventKind.MessageStop:
                End();
                break;
            default:
                if (item.Text is not null && _blocks.TryGetValue(item.Index, out var block))
                {
                    block.Append(item.Kind, item.Text);
                }

                break;
        }
    }

    /// <summary>Applies the data of one event. Events that are not known change nothing.</summary>
    /// <exception cref="JsonException">The data is not JSON.</exception>
    public void Apply(ReadOnlySpan<byte> data)
    {
        if (PlainEvent.TryRead(data, out var plain))
        {
            Apply(plain);
            return;
        }

        Apply(JsonSettings.Parse(data));
    }

    /// <summary>Applies one event that was parsed already; its document may be disposed afterwards.</summary>
    public void Apply(JsonElement item)
    {
        switch (TypeOf(item))
        {
            case "message_start":
                _message = item.Object("message") is { } message ? JsonMarshal.GetRawUtf8Value(message).ToArray() : null;
                _isBegun = _message is not null;
                break;
            case "content_block_start" when item.Number("index") is { } index && item.Object("content_block") is { } block:
                _blocks[(int)index] = new BlockAssembly(block.Clone());
                break;
            case "content_block_delta" when item.Number("index") is { } index && item.Object("delta") is { } delta:
                if (_blocks.TryGetValue((int)index, out var target))
                {
                    target.Apply(delta);
                }

                break;
            case "message_delta":
                _deltas.Add(JsonMarshal.GetRawUtf8Value(item).ToArray());
                break;
            case "content_block_stop" when item.Number("index") is { } index:
                EndBlock((int)index);
                break;
            case "message_stop":
                End();
                break;
            default:
                break;
        }
    }

    /// <summary>Takes note of a beginning that the caller keeps.</summary>
    public void Begin() => _isBegun = true;

    public byte[] ToJson() => ToJson(null, _deltas);

    /// <summary>Builds the message from a beginning and ends that the caller kept, and the blocks that were applied.</summary>
    /// <param name="message">The message as it began; null for the one that was applied here.</param>
    /// <param name="deltas">The events <c>message_delta</c>, oldest first.</param>
    public byte[] ToJson(byte[]? message, IEnumerable<byte[]> deltas)
    {
        var beginning = Parse(message ?? _message ?? throw new InvalidOperationException("No message_start was seen yet."));
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output, JsonSettings.Writer))
        {
            Write(writer, beginning, deltas);
        }

        return output.WrittenSpan.ToArray();
    }

    private static string? TypeOf(JsonElement item)
    {
        var type = item.Text("type");
        return Kinds.FirstOrDefault(kind => kind == type);
    }

    private static JsonElement Parse(byte[] json) => JsonElement.Parse(json, JsonSettings.Document);

    /// <summary>Totals are assigned, never added, and a null does not overwrite what was known.</summary>
    private static void Merge(JsonElement item, Dictionary<string, JsonElement> changes, Dictionary<string, JsonElement> usage)
    {
        foreach (var member in item.EnumerateObject())
        {
            if (member.NameEquals("delta") && member.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var field in member.Value.EnumerateObject())
                {
                    changes[field.Name] = field.Value;
                }
            }
            else if (member.NameEquals("usage") && member.Value.ValueKind == JsonValueKind.Object)
            {
                foreach (var counter in member.Value.EnumerateObject().Where(static counter => counter.Value.ValueKind != JsonValueKind.Null))
                {
                    usage[counter.Name] = counter.Value;
                }
            }
            else if (!member.NameEquals("type"))
            {
                changes[member.Name] = member.Value;
            }
        }
    }

    private void EndBlock(int index)
    {
        if (_blocks.TryGetValue(index, out var block))
        {
            block.End();
        }
    }

    private void End()
    {
        for (var at = 0; at < _blocks.Count; at++)
        {
            _blocks.GetValueAtIndex(at).End();
        }

        IsComplete = _isBegun;
    }

    private void Write(Utf8JsonWriter writer, JsonElement message, IEnumerable<byte[]> deltas)
    {
        Dictionary<string, JsonElement> changes = new(StringComparer.Ordinal), usage = new(StringComparer.Ordinal);
        foreach (var delta in deltas)
        {
            Merge(Parse(delta), changes, usage);
        }

        writer.WriteStartObject();
        foreach (var field in message.EnumerateObject())
        {
            writer.WritePropertyName(field.Name);
            if (field.NameEquals("content"))
            {
                WriteContent(writer);
            }
            else if (field.NameEquals("usage") && field.Value.ValueKind == JsonValueKind.Object)
            {
                JsonMerge.Write(writer, field.Value, usage);
            }
            else
            {
                (changes.TryGetValue(field.Name, out var changed) ? changed : field.Value).CopyTo(writer);
            }
        }

        JsonMerge.WriteMissing(writer, message, changes);
        if (!message.TryGetProperty("content", out _))
        {
            writer.WritePropertyName("content");
            WriteContent(writer);
        }

        if (usage.Count > 0 && message.Object("usage") is null)
        {
            writer.WriteStartObject("usage");
            JsonMerge.WriteMissing(writer, default, usage);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void WriteContent(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var block in _blocks.Values)
        {
            block.Write(writer);
        }

        writer.WriteEndArray();
    }
}
