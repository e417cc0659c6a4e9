using PromptCaching.Guardrails.Sanitising;

namespace PromptCaching.Guardrails.Tests.Sanitising;

public sealed class HtmlSanitiserTests
{
    private readonly HtmlSanitiser _sanitiser = new();

    public static TheoryData<string> Vectors => [.. KnownVectors.All];

    public static TheoryData<string> Harmless => [.. HarmlessDocuments.All];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Nothing_that_runs_is_left_of_a_known_vector(string vector)
    {
        var (text, harmful) = _sanitiser.Sanitise(vector);

        harmful.Should().NotBeEmpty();
        Remains.Of(text).Should().BeEmpty();
        _sanitiser.Sanitise(text).Text.Should().BeSameAs(text, "what was sanitised is harmless");
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public void Harmless_text_is_the_same_instance(string text)
    {
        var sanitised = _sanitiser.Sanitise(text);

        sanitised.Text.Should().BeSameAs(text);
        sanitised.IsHarmless.Should().BeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nothing_that_runs_is_left_of_hostile_markup_of_any_seed(int seed)
    {
        var hostile = new HostileMarkup(seed);
        for (var round = 0; round < 100; round++)
        {
            var answer = hostile.Next();
            var (text, _) = _sanitiser.Sanitise(answer);

            Remains.Of(text).Should().BeEmpty("of {0}", answer);
        }
    }

    [Theory]
    [InlineData("Hi <b>you</b><script>alert(1)</script> there", "Hi <b>you</b> there")]
    [InlineData("> quote & <img src=x onerror=alert(1)> 1 < 2", "> quote & <img src=\"x\"> 1 < 2")]
    [InlineData("<a href=\"javascript:x\" title='\"'>t</a>", "<a title=\"&quot;\">t</a>")]
    [InlineData("<form action=x>Name: <b>n</b><input></form><svg><p>x</p></svg>", "Name: <b>n</b>")]
    [InlineData("List<string> <script>x</script>", "List&lt;string> ")]
    [InlineData("a &lt;script&gt; <iframe></iframe>", "a &lt;script> ")]
    [InlineData("<pre>\n\nx</pre><script></script>", "<pre>\n\nx</pre>")]
    [InlineData("<table><script>x</script>y<td>z", "y<table><tbody><tr><td>z</td></tr></tbody></table>")]
    [InlineData("<https://example.org/a/b?c=d> <script></script>", "&lt;https://example.org/a/b?c=d> ")]
    [InlineData("<div style=\"color:red\" class=c id=i data-x=y>x</div><style>y</style>", "<div style=\"color:red\" class=\"c\">x</div>")]
    public void What_is_harmless_beside_it_stays(string text, string expected) => _sanitiser.Sanitise(text).Text.Should().Be(expected);

    [Theory]
    [InlineData("[x](javascript:alert(1))", "[x](#)")]
    [InlineData("[x]( JaVaScript:alert) and [y](https://example.org)", "[x]( #) and [y](https://example.org)")]
    [InlineData("[x](java&#115;cript:alert)", "[x](#)")]
    [InlineData("[x](javascript&colon;alert)", "[x](#)")]
    [InlineData("[x](javascript\\:alert)", "[x](#)")]
    [InlineData("[x](<javascript:alert(1)>)", "[x]()")]
    [InlineData("![x](data:text/html,x)", "![x](#)")]
    [InlineData("[x]: vbscript:alert\n", "[x]: #\n")]
    public void A_link_in_Markdown_that_runs_a_script_leads_nowhere(string text, string expected) => _sanitiser.Sanitise(text).Text.Should().Be(expected);

    [Fact]
    public void What_was_harmful_is_named_once_and_never_quoted()
    {
        var harmful = _sanitiser.Sanitise("<script>secret</script><script></script><p onclick=secret><a href=data:secret>x</a><style>secret</style>").Harmful;

        harmful.Should().Equal(
            new HarmfulMarkup(HarmfulMarkupKind.Script, "script"),
            new HarmfulMarkup(HarmfulMarkupKind.EventHandler, "onclick"),
            new HarmfulMarkup(HarmfulMarkupKind.ScriptUrl, "href"),
            new HarmfulMarkup(HarmfulMarkupKind.ActiveContent, "style"));
    }

    [Fact]
    public void A_handler_of_the_page_itself_is_found() =>
        _sanitiser.Sanitise("<body onload=alert(1)>x").Harmful.Should().Equal(new HarmfulMarkup(HarmfulMarkupKind.EventHandler, "onload"));

    [Fact]
    public void Other_schemes_are_allowed_by_option()
    {
        const string Link = "<a href=\"ftp://example.org\">x</a>";

        _sanitiser.Sanitise(Link).Text.Should().Be("<a>x</a>");
        new HtmlSanitiser(new SanitisingOptions { AllowedSchemes = { "FTP" } }).Sanitise(Link).Text.Should().BeSameAs(Link);
    }

    [Fact]
    public void A_scheme_that_runs_is_never_allowed() =>
        new HtmlSanitiser(new SanitisingOptions { AllowedSchemes = { "javascript" } }).Sanitise("<a href=javascript:x>x</a>").IsHarmless.Should().BeFalse();

    [Theory]
    [InlineData("<div>", 4_096, true)]
    [InlineData("<div>", 4_097, false)]
    [InlineData("<b>", 256, true)]
    [InlineData("<b>", 257, false)]
    [InlineData("<div></div>", 5_000, true)]
    [InlineData("<p>", 5_000, true)]
    public void What_would_take_too_long_to_parse_becomes_visible(string tag, int times, bool isParsed)
    {
        var text = string.Concat(Enumerable.Repeat(tag, times));

        MarkupDepth.IsTooDeep(text).Should().Be(!isParsed);
        if (!isParsed)
        {
            _sanitiser.Sanitise(text).Text.Should().Be(text.Replace("<", "&lt;", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_tree_as_deep_as_its_text_is_long_is_no_trouble()
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 1_000)) + "<script>x</script>deep";

        _sanitiser.Sanitise(deep).Text.Should().Contain("deep").And.NotContain("script");
    }
}
