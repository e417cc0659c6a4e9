using System.Globalization;
using PromptCaching.CacheControl;

namespace PromptCaching.Prompts;

/// <summary>Names the places of a template as the API's messages name those of a request.</summary>
internal static class TemplatePieces
{
    public static IEnumerable<PromptPiece> Of(TemplateBody body) =>
    [
        .. Of(body.System, "system"),
        .. body.Examples.Select(static (turn, index) => new PromptPiece(Content(index) + ".0.text", turn.Text, turn.Line)),
        .. Of(body.User, Content(body.Examples.Count)),
    ];

    private static IEnumerable<PromptPiece> Of(SectionLayout? section, string content)
    {
        if (section is null)
        {
            return [];
        }

        var dynamic = section.Dynamic.Select(piece =>
            new PromptPiece($"{content}.{(section.Static is null ? 0 : 1)}.text", piece.Text, piece.Line) { IsParameter = piece is TemplatePlace });
        return section.Static is { } text ? dynamic.Prepend(new PromptPiece($"{content}.0.text", text, section.Line)) : dynamic;
    }

    private static string Content(int message) => string.Create(CultureInfo.InvariantCulture, $"messages.{message}.content");
}
