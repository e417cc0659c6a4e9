using System.Text.Json;

namespace PromptCaching.Guardrails.Validation.Wire;

/// <summary>How answers are read: as deep as the client reads them, so that the input of a tool is no reason to refuse one.</summary>
internal static class WireReading
{
    private const int DeepestNesting = 256;

    public static JsonReaderOptions Options { get; } = new() { MaxDepth = DeepestNesting };

    public static JsonDocumentOptions Document { get; } = new() { MaxDepth = DeepestNesting };
}
