using System.Text;
using System.Text.Json;

namespace PromptCaching.Testing.Wire;

/// <summary>One server-sent event: its name repeated as the data's type, then a blank line.</summary>
/// <remarks>As recorded: up to fifteen spaces stand before the last brace of any event but ping and error, so that lengths tell nothing.</remarks>
internal static class SseFrame
{
    private const int MostPadding = 15;

    public static ReadOnlyMemory<byte> Ping { get; } = Frame("ping", "{\"type\": \"ping\"}"u8);

    public static ReadOnlyMemory<byte> Of(string type, Chance chance, Action<Utf8JsonWriter> fields)
    {
        var data = Data(type, fields);
        var padding = chance.Below(MostPadding + 1);
        return padding == 0 ? Frame(type, data) : Frame(type, [.. data.AsSpan(0, data.Length - 1), .. Enumerable.Repeat((byte)' ', padding), (byte)'}']);
    }

    public static ReadOnlyMemory<byte> Of(string type, Action<Utf8JsonWriter> fields) => Frame(type, Data(type, fields));

    public static ReadOnlyMemory<byte> Error(ApiError error) => Frame("error", error.ToJson(requestId: null));

    private static byte[] Data(string type, Action<Utf8JsonWriter> fields) => Json.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("type", type);
        fields(writer);
        writer.WriteEndObject();
    });

    private static ReadOnlyMemory<byte> Frame(string type, ReadOnlySpan<byte> data) =>
        (byte[])[.. Encoding.UTF8.GetBytes($"event: {type}\ndata: "), .. data, .. "\n\n"u8];
}
