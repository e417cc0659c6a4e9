using System.Text;
using System.Text.Json;

namespace PromptCaching.Testing.Wire;

/// <summary>One server-sent event: its name repeated as the data's type, then a blank line.</summary>
internal static class SseFrame
{
    public static ReadOnlyMemory<byte> Ping { get; } = Of("ping", static _ => { });

    public static ReadOnlyMemory<byte> Of(string type, Action<Utf8JsonWriter> fields) => Of(type, Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        fields(writer);
        writer.WriteEndObject();
    }));

    public static ReadOnlyMemory<byte> Error(ApiError error) => Of("error", error.ToJson(requestId: null));

    private static ReadOnlyMemory<byte> Of(string type, byte[] data) => (byte[])[.. Encoding.UTF8.GetBytes($"event: {type}\ndata: "), .. data, .. "\n\n"u8];
}
