using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace PromptCaching.Guardrails.Sanitising;

/// <summary>Reads text as browsers do: as what stands in the body of a page, and as a page of its own.</summary>
internal static class MarkupTree
{
    public static INode Fragment(string text)
    {
        var parser = Parser();
        var page = parser.ParseDocument("");
        var body = page.Body!;
        var nodes = parser.ParseFragment(text, body);
        return nodes.Length == 0 ? page.CreateDocumentFragment() : nodes[0].Parent!;
    }

    public static IHtmlDocument Page(string text) => Parser().ParseDocument(text);

    /// <summary>Gives out all nodes below one in their order. Trees may be as deep as their text is long, so nothing recurses.</summary>
    public static IEnumerable<INode> Below(INode root)
    {
        var open = new Stack<(INode Node, int Next)>([(root, 0)]);
        while (open.TryPop(out var place))
        {
            if (place.Next < place.Node.ChildNodes.Length)
            {
                open.Push((place.Node, place.Next + 1));
                var child = place.Node.ChildNodes[place.Next];
                yield return child;
                open.Push((child, 0));
            }
        }
    }

    private static HtmlParser Parser() => new(new HtmlParserOptions { IsScripting = true });
}
