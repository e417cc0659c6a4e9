using System.Text.Json;

namespace PromptCaching.Testing.Endpoints.Batches;

/// <summary>What became of one request of a batch.</summary>
/// <param name="CustomId">The name that the caller gave it.</param>
/// <param name="Type">succeeded, errored, canceled or expired.</param>
/// <param name="Content">The message or the error envelope, as JSON; null for the other two.</param>
internal sealed record BatchResult(string CustomId, string Type, ReadOnlyMemory<byte>? Content = null)
{
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("custom_id", CustomId);
        writer.WriteStartObject("result");
        writer.WriteString("type", Type);
        if (Content is { } content)
        {
            writer.WritePropertyName(Type == "succeeded" ? "message" : "error");
            writer.WriteRawValue(content.Span, skipInputValidation: true);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
