using System.Text;
using System.Text.Json;

namespace PromptCaching.Tests.Support;

internal static class Texts
{
    public static byte[] Utf8(this string text) => Encoding.UTF8.GetBytes(text);

    public static string Utf8(this ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    public static string Utf8(this byte[] bytes) => Encoding.UTF8.GetString(bytes);

    public static JsonElement Json(this string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static JsonElement Json(this byte[] bytes) => bytes.Utf8().Json();

    /// <summary>Words of four letters: about one token each.</summary>
    public static string Words(int count, string word = "word") => string.Concat(Enumerable.Repeat((word + "    ")[..4] + " ", count)).Trim();

    /// <summary>A stream of the given events: their data, each with the name that it says itself.</summary>
    public static string Stream(params IEnumerable<string> data) =>
        string.Concat(data.Select(item => $"event: {item.Json().GetProperty("type").GetString()}\ndata: {item}\n\n"));
}
