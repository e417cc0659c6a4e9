using AngleSharp.Dom;

namespace PromptCaching.Guardrails.Sanitising;

/// <summary>Finds what is harmful in a text, as a parser of HTML reads it.</summary>
internal sealed class MarkupInspection(AddressRules addresses)
{
    private const int LongestName = 40;

    /// <summary>Browsers read a text differently as a page and in the middle of one: what either would make harmful is.</summary>
    public IReadOnlyList<HarmfulMarkup> Of(string text) => !HtmlText.HasMarkup(text)
        ? []
        : [.. new[] { MarkupTree.Fragment(text), MarkupTree.Page(text) }.SelectMany(MarkupTree.Below).SelectMany(Of).Distinct()];

    private IEnumerable<HarmfulMarkup> Of(INode node) => node switch
    {
        IElement element => [.. OfName(element), .. element.Attributes.SelectMany(OfAttribute)],
        IComment comment when comment.Data.AsSpan().ContainsAny('<', '>') => [new(HarmfulMarkupKind.ActiveContent, "comment")],
        _ => [],
    };

    private static IEnumerable<HarmfulMarkup> OfName(IElement element)
    {
        var name = element.LocalName;
        if (name.Equals("script", StringComparison.OrdinalIgnoreCase))
        {
            yield return new(HarmfulMarkupKind.Script, "script");
        }
        else if (element.NamespaceUri != NamespaceNames.HtmlUri
            || (MarkupNames.Dropped.Contains(name) && !IsHarmlessHead(element)) || MarkupNames.Unwrapped.Contains(name))
        {
            yield return new(HarmfulMarkupKind.ActiveContent, Short(name));
        }
    }

    /// <summary>A page may have a title and say how it is encoded.</summary>
    private static bool IsHarmlessHead(IElement element) => element.LocalName switch
    {
        "title" => !element.TextContent.AsSpan().ContainsAny('<', '>'),
        "meta" => element.Attributes.All(static attribute => attribute.Name is "charset" or "name" or "content"),
        _ => false,
    };

    private IEnumerable<HarmfulMarkup> OfAttribute(IAttr attribute)
    {
        var name = attribute.Name;
        if (name.StartsWith("on", StringComparison.OrdinalIgnoreCase))
        {
            yield return new(HarmfulMarkupKind.EventHandler, Short(name));
        }
        else if (MarkupNames.Addresses.Contains(attribute.LocalName) && !addresses.IsAllowed(attribute.Value))
        {
            yield return new(HarmfulMarkupKind.ScriptUrl, Short(name));
        }
        else if (MarkupNames.Active.Contains(name)
            || name.StartsWith("xlink:", StringComparison.OrdinalIgnoreCase)
            || (name.Equals("style", StringComparison.OrdinalIgnoreCase) && !InlineStyle.IsHarmless(attribute.Value)))
        {
            yield return new(HarmfulMarkupKind.ActiveContent, Short(name));
        }
    }

    private static string Short(string name) => name.Length <= LongestName ? name : name[..LongestName];
}
