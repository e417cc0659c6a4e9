namespace PromptCaching.Guardrails.Sanitising;

/// <summary>A text may end within a tag: then what a page has behind the text becomes part of it, and ends it.</summary>
internal static class OpenTag
{
    private const string Behind = "\uE000";

    /// <summary>Gives out what may stand behind a text; nothing only, where that changes nothing about the text itself.</summary>
    public static string[] Endings(string text) => IsClosed(text) ? [""] : ["", ">", "\">", "'>"];

    /// <summary>Whether what stands behind a text is read as text, whatever the text leaves open.</summary>
    public static bool IsClosed(string text) =>
        !HtmlText.HasMarkup(text) || MarkupTree.Fragment(text + Behind).TextContent.EndsWith(Behind, StringComparison.Ordinal);
}
