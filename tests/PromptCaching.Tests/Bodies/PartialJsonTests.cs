using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.Tests.Bodies;

public sealed class PartialJsonTests
{
    [Theory]
    [InlineData("""{"place":"Os""", """{"place":"Os"}""")]
    [InlineData("""{"place":"Oslo","da""", """{"place":"Oslo"}""")]
    [InlineData("""{"place":"Oslo","days":""", """{"place":"Oslo"}""")]
    [InlineData("""{"place":"Oslo","days":1""", """{"place":"Oslo"}""")]
    [InlineData("""{"place":"Oslo","days":12,""", """{"place":"Oslo","days":12}""")]
    [InlineData("""{"list":[1, {"a":[tr""", """{"list":[1, {"a":[]}]}""")]
    [InlineData("""{"list":["a", "b""", """{"list":["a", "b"]}""")]
    [InlineData("""{"text":"a\""", """{"text":"a"}""")]
    [InlineData("""{"text":"a\u00e""", """{"text":"a"}""")]
    [InlineData("""{"text":"a\ud83d\ude0""", """{"text":"a"}""")]
    [InlineData("""{"text":"a\ud83d\n""", """{"text":"a\ud83d\n"}""")]
    [InlineData("\"", "\"\"")]
    [InlineData(" [", " []")]
    public void What_is_open_ends_where_the_text_does(string beginning, string said)
    {
        PartialJson.TryRead(beginning, out var json).Should().BeTrue();

        json!.Value.GetRawText().Should().Be(said.TrimStart());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \n")]
    [InlineData("tru")]
    [InlineData("-")]
    public void Nothing_is_said_yet(string beginning)
    {
        PartialJson.TryRead(beginning, out var json).Should().BeTrue();

        json.Should().BeNull();
    }

    [Theory]
    [InlineData("<")]
    [InlineData("{]")]
    [InlineData("""{"a" 1""")]
    [InlineData("""{"a":"\x""")]
    [InlineData("""{"a":01""")]
    [InlineData("""{"a":1}}""")]
    [InlineData("""{"a":nul}""")]
    public void What_no_JSON_begins_with_is_told(string beginning) => PartialJson.TryRead(beginning, out _).Should().BeFalse();

    [Fact]
    public void Every_beginning_of_every_text_says_a_part_of_it_and_the_whole_text_all_of_it()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var text = new RandomJson(seed).Text();
            var whole = JsonElement.Parse(text);
            for (var length = 0; length <= text.Length; length++)
            {
                PartialJson.TryRead(text[..length], out var part).Should().BeTrue("{0}", text[..length]);
                (part is null || IsPart(part.Value, whole)).Should().BeTrue("{0} says {1}", text[..length], part);
            }

            PartialJson.TryRead(text, out var all);
            JsonElement.DeepEquals(all!.Value, whole).Should().BeTrue("{0}", text);
        }
    }

    private static bool IsPart(JsonElement part, JsonElement whole) => (part.ValueKind, whole.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) =>
            part.EnumerateObject().All(field => whole.TryGetProperty(field.Name, out var other) && IsPart(field.Value, other)),
        (JsonValueKind.Array, JsonValueKind.Array) =>
            part.GetArrayLength() <= whole.GetArrayLength() && part.EnumerateArray().Zip(whole.EnumerateArray()).All(static pair => IsPart(pair.First, pair.Second)),
        (JsonValueKind.String, JsonValueKind.String) => whole.GetString()!.StartsWith(part.GetString()!, StringComparison.Ordinal),
        (JsonValueKind.Number, JsonValueKind.Number) => part.GetRawText() == whole.GetRawText() || whole.GetRawText().StartsWith(part.GetRawText(), StringComparison.Ordinal),
        _ => JsonElement.DeepEquals(part, whole),
    };
}
