using PromptCaching.Bodies;
using PromptCaching.CacheControl.Repairs;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Repairs;

/// <summary>The keys of a schema are put in order, and nothing is touched that a tool quotes or calls by a name of its own.</summary>
public sealed class SchemaKeysTests
{
    [Theory]
    [InlineData("""{"type":"object","a":1}""", """{"a":1,"type":"object"}""")]
    [InlineData("""{"z":{"c":1,"b":2},"y":0}""", """{"y":0,"z":{"b":2,"c":1}}""")]
    [InlineData("""{"anyOf":[{"b":1,"a":2},[{"d":1,"c":2}]]}""", """{"anyOf":[{"a":2,"b":1},[{"c":2,"d":1}]]}""")]
    [InlineData("""{"b":1,"a":2,"a":3}""", """{"b":1,"a":2,"a":3}""")]
    [InlineData("""{ "b" : 1 ,  "a" : 2 }""", """{ "a" : 2 ,  "b" : 1 }""")]
    [InlineData("""[{"b":1,"a":2}]""", """[{"a":2,"b":1}]""")]
    [InlineData("7", "7")]
    public void Keys_are_sorted_on_every_level(string schema, string sorted) => Sort(schema).Should().Be(sorted);

    [Theory]
    [InlineData("enum")]
    [InlineData("const")]
    [InlineData("default")]
    [InlineData("examples")]
    public void What_is_quoted_stays_as_it_is(string name)
    {
        Sort($$"""{"z":1,"{{name}}":{"b":1,"a":2} }""").Should().Contain("""{"b":1,"a":2}""");
        Sort($$"""{"properties":{"{{name}}":{"b":1,"a":2} } }""").Should().Contain("""{"a":2,"b":1}""", "it is the name of a property");
    }

    [Theory]
    [InlineData("properties")]
    [InlineData("patternProperties")]
    [InlineData("dependentSchemas")]
    [InlineData("$defs")]
    [InlineData("definitions")]
    public void Within_dictionaries_names_are_names(string name) =>
        Sort($$"""{"{{name}}":{"enum":{"z":1,"y":[{"b":1,"a":2}],"default":{"d":1,"c":2},"properties":{"examples":7} } } }""").Replace(" ", "", StringComparison.Ordinal)
            .Should().Be($$"""{"{{name}}":{"enum":{"default":{"d":1,"c":2},"properties":{"examples":7},"y":[{"a":2,"b":1}],"z":1} } }""".Replace(" ", "", StringComparison.Ordinal));

    [Fact]
    public void Only_the_schema_is_touched()
    {
        const string Tool = """{"z":{"b":1,"a":2},"name":"t","input_schema":{"b":1,"a":2},"description":"d"}""";

        Whole(Tool).Should().Be("""{"z":{"b":1,"a":2},"name":"t","input_schema":{"a":2,"b":1},"description":"d"}""");
    }

    private static string Sort(string schema) => Whole($$"""{"input_schema":{{schema}}}""")["{\"input_schema\":".Length..^1];

    private static string Whole(string tool)
    {
        var body = $$"""{"tools":[{{tool}}],"messages":[]}""".Utf8();
        var draft = new BodyDraft(body);
        SchemaKeys.Sort(draft, RequestOutline.Of(body)!.Blocks[0]);
        return draft.Body.Span.Utf8()["{\"tools\":[".Length..^"],\"messages\":[]}".Length];
    }
}
