using System.Buffers;
using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.ResponseCaching.Memory;
using PromptCaching.Storage;

namespace PromptCaching.ResponseCaching.Warming;

/// <summary>Writes one answer as a line that <see cref="AnswerLine"/> reads.</summary>
internal static class ExportedLine
{
    public static ReadOnlyMemory<byte> Write(ExportedAnswer answer, IReadOnlyList<KeyValuePair<string, string>> headers, TimeSpan timeLeft)
    {
        var entry = answer.Held.Entry;
        var output = new ArrayBufferWriter<byte>(answer.Asked.Body.Length + entry.Body.Length + 512);
        using (var writer = new Utf8JsonWriter(output, JsonSettings.Writer))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("request");
            WriteOnOneLine(writer, answer.Asked.Body);
            writer.WritePropertyName("response");
            if (entry.Kind == AnswerForms.Stream)
            {
                writer.WriteStringValue(entry.Body.Span);
            }
            else
            {
                WriteOnOneLine(writer, entry.Body);
            }

            writer.WriteNumber("hits", answer.Hits);
            writer.WriteNumber("ttl_seconds", (decimal)timeLeft.Ticks / TimeSpan.TicksPerSecond);
            writer.WriteString("asked_at", entry.BegunAt.UtcDateTime);
            WriteWhatThereIs(writer, answer, headers);
            writer.WriteEndObject();
        }

        output.Write("\n"u8);
        return output.WrittenMemory;
    }

    private static void WriteWhatThereIs(Utf8JsonWriter writer, ExportedAnswer answer, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        if (answer.Held.Entry.Note is { } requestId)
        {
            writer.WriteString("request_id", requestId);
        }

        if (answer.Scope is { } scope)
        {
            writer.WriteString("scope", scope);
        }

        if (answer.Alternative > 0)
        {
            writer.WriteNumber("alternative", answer.Alternative);
        }

        if (LabelsOf(answer) is { Length: > 0 } labels)
        {
            writer.WriteStartArray("labels");
            Array.ForEach(labels, label => writer.WriteStringValue(LabelText.Write(label)));
            writer.WriteEndArray();
        }

        if (headers.Count > 0)
        {
            writer.WriteStartObject("headers");
            foreach (var (name, value) in headers)
            {
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }
    }

    /// <summary>The label of the scope is made anew by whoever reads the line.</summary>
    private static EntryLabel[] LabelsOf(ExportedAnswer answer)
    {
        var scope = EntryLabel.Scope(answer.Scope ?? answer.Question.Envelope.Scope.Name);
        return [.. answer.Held.Entry.Labels.Where(label => label != scope)];
    }

    /// <summary>Inside strings JSON has no line ends, so all that stand in a body are between its tokens, where a blank says the same.</summary>
    private static void WriteOnOneLine(Utf8JsonWriter writer, ReadOnlyMemory<byte> json)
    {
        if (json.Span.IndexOfAny((byte)'\n', (byte)'\r') < 0)
        {
            writer.WriteRawValue(json.Span, skipInputValidation: true);
            return;
        }

        var line = json.ToArray();
        line.AsSpan().Replace((byte)'\n', (byte)' ');
        line.AsSpan().Replace((byte)'\r', (byte)' ');
        writer.WriteRawValue(line, skipInputValidation: true);
    }
}
