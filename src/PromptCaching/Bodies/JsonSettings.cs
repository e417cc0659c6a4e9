using System.Text.Encodings.Web;
using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>How bodies are read and written, everywhere alike: what one reader takes, no other may refuse.</summary>
internal static class JsonSettings
{
    public const int MaxDepth = 256;

    public static JsonReaderOptions Reader { get; } = new() { MaxDepth = MaxDepth };

    public static JsonDocumentOptions Document { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>Gets the writer's options: bodies are not HTML, so only what JSON itself demands is escaped.</summary>
    public static JsonWriterOptions Writer { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 0 };
}
