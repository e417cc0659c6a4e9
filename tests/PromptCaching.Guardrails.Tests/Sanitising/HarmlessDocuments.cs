namespace PromptCaching.Guardrails.Tests.Sanitising;

/// <summary>Answers with nothing harmful in them.</summary>
internal static class HarmlessDocuments
{
    public static string[] All { get; } =
    [
        "",
        "Plain text.",
        "Two lines\r\nwith a carriage return, a tab\tand a NUL-free end \u00A0",
        "If a < b && c > d then a<b is true, and 1<2.",
        "# Title\n\n- one\n- two\n\n> A quotation & more.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "Use List<string> and Dictionary<K, V> as in `Task<T>`; for (i=0;i<n;i++) runs.",
        "Replace <your-name> and <PLACEHOLDER_2>.",
        "```csharp\nvar items = new List<int>();\nif (a < b) { }\n```\n",
        "See <https://example.org/a?b=c&d=e> or [this](https://example.org/(x)) or [that](#part).",
        "Write &lt;script&gt; to show it, and &amp; for an ampersand; AT&T is fine.",
        "The javascript: scheme and data: URLs are dangerous. onclick=\"x\" is a handler.",
        "[note](see:below) and [a]: not a definition",
        "<p>A <b>bold</b> and <em class=\"x\">marked</em> word.<br>Next<br/>line &nbsp; end</p>",
        "<h1 id=top>Title</h1><ul><li>one<li>two</ul><hr>",
        "<a href=\"https://example.org/?q=1&amp;r=2\" target=\"_blank\" rel=\"noopener\">link</a> <a href='/relative'>r</a> <a href=\"mailto:a@example.org\">m</a>",
        "<img src=\"https://example.org/a.png\" alt=\"a > b\" width=10>",
        "<table border=1><thead><tr><th scope=col>A</th></tr></thead><tbody><tr><td colspan=2 style=\"color: red; text-align:left\">1</td></tr></tbody></table>",
        "<!-- a remark --><div data-x=\"javascript:no\" title=\"javascript:text\">x</div>",
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>A page</title></head><body><main><p>Hi</p></main></body></html>",
        "<details><summary>More</summary><pre><code class=\"language-js\">a &lt; b\n</code></pre></details>",
        "<P>Unclosed <B>and <I>crossed</B> tags</I>",
        "<font color=red>old</font> <center>style</center> <u>x</u> <s>y</s>",
        "Emoji 😀 and ünïcödé, a lone \uD83D half, and \u2028 separators.",
        "C++: std::vector<std::vector<int>> v; a<b>::c; x<y>(z)",
    ];
}
