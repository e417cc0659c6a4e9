using System.Text.Encodings.Web;
using System.Text.Json;
using PromptCaching.Unicode;

namespace PromptCaching.Bodies;

/// <summary>How bodies are read and written, everywhere alike: what one reader takes, no other may refuse.</summary>
internal static class JsonSettings
{
    public const int MaxDepth = 256;

    public static JsonReaderOptions Reader { get; } = new() { MaxDepth = MaxDepth };

    public static JsonDocumentOptions Document { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>Reads the one value that this is.</summary>
    /// <exception cref="JsonException">It is not JSON, or the name of a member is not text.</exception>
    public static JsonElement Parse(ReadOnlySpan<byte> json)
    {
        MemberNames.Check(json, Reader);
        var reader = new Utf8JsonReader(json, Reader);
        var element = JsonElement.ParseValue(ref reader);
        reader.Read(); // throws when anything but white space follows
        return element;
    }

    /// <summary>Gets the writer's options: bodies are not HTML, so only what JSON itself demands is escaped.</summary>
    public static JsonWriterOptions Writer { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 0 };
}
