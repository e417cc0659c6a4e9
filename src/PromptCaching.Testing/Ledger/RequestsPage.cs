using System.Text;
using System.Text.Json;

namespace PromptCaching.Testing.Ledger;

/// <summary>The requests as JSON. Who may read them need not learn anybody's key.</summary>
internal static class RequestsPage
{
    private static readonly HashSet<string> Secrets =
        new(["x-api-key", "api-key", "authorization", "proxy-authorization", "cookie"], StringComparer.OrdinalIgnoreCase);

    public static void Write(Utf8JsonWriter writer, IReadOnlyList<EmulatedCall> calls)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("requests");
        foreach (var call in calls)
        {
            writer.WriteStartObject();
            writer.WriteNumber("number", call.Number);
            writer.WriteString("request_id", call.RequestId);
            writer.WriteString("method", call.Method);
            writer.WriteString("path", call.Path);
            writer.WriteString("started_at", call.StartedAt.UtcDateTime);
            writer.WriteNumber("status", call.Status);
            writer.WriteStartObject("headers");
            foreach (var (name, values) in call.Headers.Where(static header => !Secrets.Contains(header.Key)))
            {
                writer.WriteString(name, string.Join(", ", values));
            }

            writer.WriteEndObject();
            WriteBody(writer, call);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>The body as JSON where it is JSON, else as text.</summary>
    private static void WriteBody(Utf8JsonWriter writer, EmulatedCall call)
    {
        writer.WritePropertyName("body");
        if (call.Json is { } json)
        {
            json.WriteTo(writer);
        }
        else if (call.Body.IsEmpty)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(Encoding.UTF8.GetString(call.Body.Span));
        }
    }
}
