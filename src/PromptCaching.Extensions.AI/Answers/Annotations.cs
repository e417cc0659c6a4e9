using Microsoft.Extensions.AI;
using PromptCaching.Messages.Content;

namespace PromptCaching.Extensions.AI.Answers;

/// <summary>What a text cites. The API cites for a whole block; the places cited keep their positions in the raw citation.</summary>
internal static class Annotations
{
    public static IList<AIAnnotation>? Of(TextBlock text) => text.Citations is { Count: > 0 } citations ? [.. citations.Select(Of)] : null;

    private static CitationAnnotation Of(Citation citation) => new()
    {
        Title = citation.Title ?? citation.DocumentTitle,
        Url = Uri.TryCreate(citation.Url, UriKind.Absolute, out var url) ? url : null,
        Snippet = citation.CitedText,
        FileId = citation.ExtraFields.TryGetValue("file_id", out var id) && id.ValueKind == System.Text.Json.JsonValueKind.String ? id.GetString() : null,
        RawRepresentation = citation,
    };
}
