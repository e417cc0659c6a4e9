using System.Text.Json;

namespace PromptCaching.Tests.Recordings;

/// <summary>The round trips are worth as much as their comparer: it must see every kind of difference.</summary>
public class JsonComparerTests
{
    [Theory]
    [InlineData("""{"a":null}""", "{}", "$.a: missing")]
    [InlineData("{}", """{"a":null}""", "$.a: invented")]
    [InlineData("""{"a":1.0}""", """{"a":1}""", "$.a: expected 1.0, found 1")]
    [InlineData("""{"a":"1"}""", """{"a":1}""", "$.a: expected String, found Number")]
    [InlineData("""{"a":[1,2]}""", """{"a":[2,1]}""", "$.a[0]: expected 1, found 2")]
    [InlineData("""{"a":[1,2]}""", """{"a":[1]}""", "$.a: expected 2 items, found 1")]
    [InlineData("""{"a":{"b":"x"}}""", """{"a":{"b":"y"}}""", "$.a.b: expected x, found y")]
    [InlineData("""{"a":true}""", """{"a":false}""", "$.a: expected True, found False")]
    [InlineData("""{"a":1,"a":1}""", """{"a":1}""", "$: expected 2 fields, found 1")]
    [InlineData("""{"input":{"a":1,"b":2}}""", """{"input":{"b":2,"a":1}}""", "$.input: expected the keys in the order a, b, found b, a")]
    public void Every_kind_of_difference_is_seen(string expected, string actual, string difference) =>
        Compare(expected, actual).Should().Be(difference);

    [Theory]
    [InlineData("""{"a":1,"b":[{"c":null}]}""", """{ "b": [ { "c": null } ], "a": 1 }""")]
    [InlineData("\"\\u00e4\"", "\"ä\"")]
    public void Order_of_fields_white_space_and_escapes_are_no_difference(string expected, string actual) =>
        Compare(expected, actual).Should().BeNull();

    private static string? Compare(string expected, string actual)
    {
        using var first = JsonDocument.Parse(expected);
        using var second = JsonDocument.Parse(actual);
        return JsonComparer.FirstDifference(first.RootElement, second.RootElement);
    }
}
