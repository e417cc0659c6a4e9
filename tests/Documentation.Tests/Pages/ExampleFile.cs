using System.Text.RegularExpressions;

namespace Documentation.Tests.Pages;

/// <summary>The compiled examples of a page, and the tests that run them.</summary>
internal sealed partial class ExampleFile
{
    private readonly string _code;
    private readonly string _class;
    private readonly string _tests;

    private ExampleFile(string className, string code, string tests) => (_class, _code, _tests) = (className, WithoutIndent(code), tests);

    public static ExampleFile Of(Page page) => new(page.ClassName, ReadIfThere(page.ClassName + "Examples.cs"), ReadIfThere(page.ClassName + "Tests.cs"));

    /// <summary>Tells whether a block is executed: code by a test that names its method, anything else by one that takes it from the page.</summary>
    public bool Executes(PageBlock block) => block.Kind switch
    {
        "csharp" => MethodsOf(WithoutIndent(block.Text)).Any(method => Regex.IsMatch(_tests, $@"\b{_class}Examples\.{method}\b")),
        "sh" => Takes("Shell", block),
        "json" => Takes("Json", block),
        "text" => Takes("Output", block),
        _ => false,
    };

    public static string WithoutIndent(string code) => Indent().Replace(code.ReplaceLineEndings("\n"), "").Trim();

    private bool Takes(string how, PageBlock block) => _tests.Contains($"_page.{how}({block.Number})", StringComparison.Ordinal);

    /// <summary>Finds the methods that a region of the file touches; none when the file has no such region.</summary>
    private IEnumerable<string> MethodsOf(string region)
    {
        var start = _code.IndexOf(region, StringComparison.Ordinal);
        if (start < 0)
        {
            return [];
        }

        var methods = MethodHead().Matches(_code);
        var around = methods.LastOrDefault(method => method.Index <= start);
        var inside = methods.Where(method => method.Index > start && method.Index < start + region.Length);
        return inside.Prepend(around).OfType<Match>().Select(static method => method.Groups[1].Value);
    }

    private static string ReadIfThere(string file)
    {
        var path = "tests/Documentation.Tests/" + file;
        return File.Exists(Path.Combine(Repository.Root, path)) ? Repository.Read(path) : "";
    }

    [GeneratedRegex("(?m)^[ \t]+")]
    private static partial Regex Indent();

    [GeneratedRegex(@"(?m)^(?:public|internal|private) static [^=;\n]*? (\w+)\(")]
    private static partial Regex MethodHead();
}
