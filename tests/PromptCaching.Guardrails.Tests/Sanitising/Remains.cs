using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace PromptCaching.Guardrails.Tests.Sanitising;

/// <summary>Looks for what runs in a text, by rules of its own, as a page and as a part of one, and once more after writing it down.</summary>
internal static class Remains
{
    private static readonly string[] _schemes = ["javascript:", "data:", "vbscript:"];

    public static IReadOnlyList<string> Of(string text)
    {
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = false });
        var page = parser.ParseDocument(text);
        var again = parser.ParseDocument("");
        again.Body!.InnerHtml = page.Body?.InnerHtml ?? "";
        return [.. page.All.Concat(again.All).SelectMany(OfElement)];
    }

    private static IEnumerable<string> OfElement(IElement element)
    {
        if (element.LocalName is "script" or "iframe" or "svg" or "math" or "template" or "style" or "object" or "embed" or "base")
        {
            yield return element.LocalName;
        }

        foreach (var attribute in element.Attributes)
        {
            var value = new string([.. attribute.Value.Where(static sign => sign > ' ')]);
            var isAddress = attribute.Name is "href" or "src" or "cite" or "action" or "background";
            if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
                || (isAddress && _schemes.Any(scheme => value.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)))
                || (attribute.Name == "style" && value.Contains("url", StringComparison.OrdinalIgnoreCase)))
            {
                yield return attribute.Name;
            }
        }
    }
}
