using System.Text;
using System.Text.Json;
using PromptCaching.Messages.Content;
using PromptCaching.Messages.Streaming;

namespace PromptCaching.Extensions.AI.Streaming;

/// <summary>A block while it is streamed. Deltas that are not known change nothing, as in the whole message.</summary>
internal sealed class OpenBlock(ContentBlock start)
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _signature = new();
    private readonly List<Citation> _citations = [];
    private CompactionDelta? _compaction;

    public void Add(ContentDelta delta)
    {
        switch (delta)
        {
            case TextDelta text:
                _text.Append(text.Text);
                break;
            case ThinkingDelta thinking:
                _text.Append(thinking.Thinking);
                break;
            case InputJsonDelta input:
                _text.Append(input.PartialJson);
                break;
            case SignatureDelta signature:
                _signature.Append(signature.Signature);
                break;
            case CitationsDelta citation:
                _citations.Add(citation.Citation);
                break;
            case CompactionDelta compaction:
                _compaction = compaction;
                break;
            default:
                break;
        }
    }

    public ContentBlock Close() => start switch
    {
        TextBlock text when _citations.Count > 0 => text with
        {
            Text = text.Text + _text, Citations = [.. text.Citations ?? [], .. _citations], ExtraFields = Without(text, "citations"),
        },
        TextBlock text => text with { Text = text.Text + _text },
        ThinkingBlock thinking => thinking with
        {
            Thinking = thinking.Thinking + _text, Signature = _signature.Length > 0 ? thinking.Signature + _signature : thinking.Signature,
        },
        ToolUseBlock use => use with { Input = Input(use.Input) },
        ServerToolUseBlock use => use with { Input = Input(use.Input) },
        McpToolUseBlock use => use with { Input = Input(use.Input) },
        CompactionBlock compaction when _compaction is { } delta => compaction with
        {
            Content = delta.Content ?? compaction.Content,
            EncryptedContent = delta.EncryptedContent ?? compaction.EncryptedContent,
            ExtraFields = With(
                Without(compaction, delta.Content is null ? "" : "content", delta.EncryptedContent is null ? "" : "encrypted_content"), delta.ExtraFields),
        },
        _ => start,
    };

    /// <summary>A field that was null when the block began is among its extra fields.</summary>
    private static Dictionary<string, JsonElement> With(Dictionary<string, JsonElement> fields, IReadOnlyDictionary<string, JsonElement> more)
    {
        foreach (var (name, value) in more)
        {
            fields[name] = value;
        }

        return fields;
    }

    private static Dictionary<string, JsonElement> Without(ContentBlock block, params string[] names) =>
        block.ExtraFields.Where(field => !names.Contains(field.Key)).ToDictionary(StringComparer.Ordinal);

    /// <summary>Input that was cut, or written wrong, is kept as the text that came.</summary>
    private JsonElement Input(JsonElement empty)
    {
        if (_text.Length == 0)
        {
            return empty;
        }

        try
        {
            using var json = JsonDocument.Parse(_text.ToString(), new JsonDocumentOptions { MaxDepth = 256 });
            return json.RootElement.Clone();
        }
        catch (JsonException)
        {
            return WireElement.OfAnything(_text.ToString());
        }
    }
}
