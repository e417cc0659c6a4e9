using System.Buffers;

namespace PromptCaching.Guardrails.Sanitising;

/// <summary>Judges a <c>style</c> attribute: colours and sizes pass, whatever could load, run or cover the page does not.</summary>
internal static class InlineStyle
{
    private static readonly SearchValues<char> _unusual = SearchValues.Create("\\@<>{}\0");

    private static readonly SearchValues<string> _active = SearchValues.Create(
        ["url", "expression", "import", "behavior", "binding", "image", "src", "javascript", "position", "attr(", "var(", "env(", "/*", "content"],
        StringComparison.OrdinalIgnoreCase);

    public static bool IsHarmless(string style) => style.AsSpan().IndexOfAny(_unusual) < 0 && style.AsSpan().IndexOfAny(_active) < 0;
}
