using System.Text;
using AngleSharp.Dom;

namespace PromptCaching.Guardrails.Sanitising;

/// <summary>Writes down of a tree only what is allowed.</summary>
/// <remarks>Nothing that is written changes how what follows is read: no foreign namespaces, no raw text, no templates, no comments.</remarks>
internal sealed class MarkupWriter(AddressRules addresses)
{
    private const int Deepest = 100;
    private const int LongestUnknownName = 32;

    public string Write(INode root)
    {
        var written = new StringBuilder();
        var open = new Stack<(INode Node, int Next, string End)>([(root, 0, "")]);
        while (open.TryPop(out var place))
        {
            if (place.Next >= place.Node.ChildNodes.Length)
            {
                written.Append(place.End);
                continue;
            }

            open.Push(place with { Next = place.Next + 1 });
            var child = place.Node.ChildNodes[place.Next];
            if (child is IText text)
            {
                HtmlText.Append(written, text.Data);
            }
            else if (child is IElement element && Open(written, element, open.Count) is { } end)
            {
                open.Push((child, 0, end));
            }
        }

        return written.ToString();
    }

    /// <returns>What ends the element; <see langword="null"/> when all that it holds is left out.</returns>
    private string? Open(StringBuilder written, IElement element, int depth)
    {
        var name = element.LocalName;
        if (element.NamespaceUri != NamespaceNames.HtmlUri || MarkupNames.Dropped.Contains(name) || name == "script")
        {
            return null;
        }

        if (!MarkupNames.Allowed.Contains(name))
        {
            AppendUnknown(written, name);
            return "";
        }

        if (depth > Deepest)
        {
            return "";
        }

        written.Append('<').Append(name);
        foreach (var attribute in element.Attributes.Where(IsKept))
        {
            HtmlText.AppendAttribute(written, attribute.Name, attribute.Value);
        }

        written.Append('>');
        if (name == "pre" && element.FirstChild is IText { Data: ['\n', ..] })
        {
            written.Append('\n'); // a parser drops the first line break of this element
        }

        return MarkupNames.Void.Contains(name) ? "" : $"</{name}>";
    }

    /// <summary>What no browser knows was not meant as markup: the type argument of a program, a place to fill in.</summary>
    private static void AppendUnknown(StringBuilder written, string name)
    {
        if (!MarkupNames.Unwrapped.Contains(name) && !MarkupNames.Frame.Contains(name)
            && name.Length <= LongestUnknownName && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or ',' or '.'))
        {
            written.Append("&lt;").Append(name).Append('>');
        }
    }

    private bool IsKept(IAttr attribute) => attribute.NamespaceUri is null
        && MarkupNames.Kept.Contains(attribute.Name)
        && (attribute.Name is not ("href" or "src") || addresses.IsAllowed(attribute.Value))
        && (attribute.Name is not "style" || InlineStyle.IsHarmless(attribute.Value));
}
