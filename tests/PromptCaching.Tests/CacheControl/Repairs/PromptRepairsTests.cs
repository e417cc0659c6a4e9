using PromptCaching.Bodies;
using PromptCaching.CacheControl;
using PromptCaching.CacheControl.Repairs;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Repairs;

/// <summary>Tools and schemas are written as arrays and objects of JSON; the rest of the request stands around them.</summary>
public sealed class PromptRepairsTests
{
    private const string Unordered = """[{"name":"b","input_schema":{"type":"object","properties":{} }},{"name":"a"}]""";

    [Theory]
    [InlineData("""[{"name":"b"},{"name":"a"}]""", """[{"name":"a"},{"name":"b"}]""")]
    [InlineData("""[{"name":"a"},{"name":"_"},{"name":"Z"}]""", """[{"name":"Z"},{"name":"_"},{"name":"a"}]""")]
    [InlineData("""[{"name":"\u0062"},{"description":"ä","name":"a"}]""", """[{"description":"ä","name":"a"},{"name":"\u0062"}]""")]
    [InlineData("""[{"name":"c","x":1.0},{"type":"bash_20250124","name":"bash"}]""", """[{"type":"bash_20250124","name":"bash"},{"name":"c","x":1.0}]""")]
    [InlineData("[ {\"name\":\"b\"} ,\n  {\"name\":\"c\"},{\"name\":\"a\"}\t]", "[ {\"name\":\"a\"} ,\n  {\"name\":\"b\"},{\"name\":\"c\"}\t]")]
    public void Tools_are_put_in_the_order_of_their_names_and_keep_their_bytes(string tools, string expected) =>
        Tools(tools, new CacheControlOptions { SortTools = true }).Should().Be(expected);

    [Theory]
    [InlineData("in order", """[{"name":"a"},{"name":"b"}]""")]
    [InlineData("a single one", """[{"name":"a"}]""")]
    [InlineData("none", "[]")]
    [InlineData("a marker of the caller", """[{"name":"b","cache_control":{"type":"ephemeral"}},{"name":"a"}]""")]
    [InlineData("a marker of the caller at the end", """[{"name":"b"},{"name":"a","cache_control":{"type":"ephemeral","ttl":"1h"}}]""")]
    [InlineData("two of one name", """[{"name":"b"},{"name":"a"},{"name":"b"}]""")]
    [InlineData("two of one name, spelled differently", """[{"name":"b"},{"name":"a"},{"name":"\u0062"}]""")]
    [InlineData("a toolset without name", """[{"type":"mcp_toolset","mcp_server_name":"b"},{"name":"a"}]""")]
    [InlineData("a name that is no string", """[{"name":2},{"name":"a"}]""")]
    [InlineData("a tool with two names", """[{"name":"b","name":"c"},{"name":"a"}]""")]
    [InlineData("something that is no tool", """[{"name":"b"},5,{"name":"a"}]""")]
    [InlineData("no list", "\"b a\"")]
    public void Tools_stay_where_they_are(string why, string tools) =>
        IsSame(tools, new CacheControlOptions { SortTools = true }).Should().BeTrue(why);

    [Theory]
    [InlineData("""{"type":"object","properties":{"b":{},"a":{}}}""", """{"properties":{"a":{},"b":{}},"type":"object"}""")]
    [InlineData("""{"required":["b","a"],"anyOf":[{"y":1,"x":2},{}]}""", """{"anyOf":[{"x":2,"y":1},{}],"required":["b","a"]}""")]
    [InlineData("""{"minimum":1.50E+2,"description":"\u00e4/\/"}""", """{"description":"\u00e4/\/","minimum":1.50E+2}""")]
    [InlineData("{ \"b\" : 1 ,\n \"a\":[ 2 ]\t}", "{ \"a\":[ 2 ] ,\n \"b\" : 1\t}")]
    [InlineData("""{"b":1,"a":{"d":1,"d":2,"c":3}}""", """{"a":{"d":1,"d":2,"c":3},"b":1}""")]
    [InlineData("""{"d":{"f":1,"e":2},"d":0,"c":3}""", """{"d":{"e":2,"f":1},"d":0,"c":3}""")]
    [InlineData("""{"\ud801":1,"\ud800":2}""", """{"\ud800":2,"\ud801":1}""")]
    [InlineData(
        """{"enum":[{"b":1,"a":2}],"const":{"b":1,"a":2},"default":{"b":1,"a":2},"examples":[{"b":1,"a":2}]}""",
        """{"const":{"b":1,"a":2},"default":{"b":1,"a":2},"enum":[{"b":1,"a":2}],"examples":[{"b":1,"a":2}]}""")]
    [InlineData(
        """{"properties":{"properties":{"type":"object","default":{"b":1,"a":2}},"default":{"type":"object","items":{}}}}""",
        """{"properties":{"default":{"items":{},"type":"object"},"properties":{"default":{"b":1,"a":2},"type":"object"}}}""")]
    public void Keys_of_a_schema_are_put_in_order_and_values_keep_their_spelling(string schema, string expected) =>
        Tools(Tool(schema), new CacheControlOptions { SortSchemaKeys = true }).Should().Be(Tool(expected));

    [Theory]
    [InlineData("in order", """[{"name":"t","input_schema":{"properties":{"a":1,"b":2},"type":"object"}}]""")]
    [InlineData("a key twice", """[{"name":"t","input_schema":{"b":1,"b":2,"a":3}}]""")]
    [InlineData("a key twice, spelled differently", """[{"name":"t","input_schema":{"b":1,"\u0062":2,"a":3}}]""")]
    [InlineData("only a quoted value", """[{"name":"t","input_schema":{"default":{"b":1,"a":2}}}]""")]
    [InlineData("keys of the tool itself", """[{"name":"t","description":"d","input_examples":[{"b":1,"a":2}],"input_schema":{}}]""")]
    [InlineData("a tool of the server", """[{"type":"web_search_20260318","name":"t","input_schema":{"b":1,"a":2}}]""")]
    [InlineData("no schema", """[{"name":"t","input_schema":"b"}]""")]
    public void Schemas_stay_as_they_are(string why, string tools) =>
        IsSame(tools, new CacheControlOptions { SortSchemaKeys = true }).Should().BeTrue(why);

    [Fact]
    public void A_marked_tool_stays_where_it_is_while_its_schema_is_put_in_order() =>
        Tools("""[{"name":"b","input_schema":{"y":1,"x":2},"cache_control":{"type":"ephemeral"}},{"name":"a"}]""", Both())
            .Should().Be("""[{"name":"b","input_schema":{"x":2,"y":1},"cache_control":{"type":"ephemeral"}},{"name":"a"}]""");

    [Fact]
    public void Both_repairs_work_together_and_touch_nothing_else() =>
        Tools(Unordered, Both()).Should().Be("""[{"name":"a"},{"name":"b","input_schema":{"properties":{},"type":"object" }}]""");

    [Fact]
    public void What_is_repaired_stays_as_it_is()
    {
        var once = Tools(Unordered, Both());

        IsSame(once, Both()).Should().BeTrue();
    }

    [Fact]
    public void Nothing_is_repaired_unless_it_is_asked_for() => IsSame(Unordered, new CacheControlOptions()).Should().BeTrue();

    [Fact]
    public void The_callers_bytes_are_not_written_to()
    {
        var body = Body(Unordered);
        byte[] before = [.. body];

        PromptRepairs.Apply(body, RequestOutline.Of(body)!, Both());

        body.Should().Equal(before);
    }

    private static CacheControlOptions Both() => new() { SortTools = true, SortSchemaKeys = true };

    private static string Tool(string schema) => $$"""[{"type":"custom","name":"t","input_schema":{{schema}},"description":"d"}]""";

    private static bool IsSame(string tools, CacheControlOptions options)
    {
        ReadOnlyMemory<byte> body = Body(tools);
        return PromptRepairs.Apply(body, RequestOutline.Of(body)!, options).Equals(body);
    }

    /// <summary>The tools after the repair; whatever stands around them must be as it was.</summary>
    private static string Tools(string tools, CacheControlOptions options)
    {
        var body = Body(tools);
        var repaired = PromptRepairs.Apply(body, RequestOutline.Of(body)!, options).Span.Utf8();
        var parts = Parts();
        repaired.Should().StartWith(parts.Before).And.EndWith(parts.After).And.HaveLength(body.Utf8().Length);
        return repaired[parts.Before.Length..^parts.After.Length];
    }

    private static byte[] Body(string tools) => (Parts().Before + tools + Parts().After).Utf8();

    private static (string Before, string After) Parts() => (
        """{"model":"m","z":{"b":1,"a":2},"tools":""",
        ""","messages":[{"role":"user","content":[{"type":"tool_use","id":"i","name":"b","input":{"y":1,"x":2}}]}],"max_tokens":1}""");
}
