using System.Text;
using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Bodies;

/// <summary>The platform's reader is the judge: whatever it takes we take, token for token, and whatever it refuses we refuse.</summary>
public class JsonCursorTests
{
    private const string Sound =
        """{"a":[1,-0.5e+3,0,12E-7,true,false,null,"",{"b":"c\n\u00e9\ud83d\ude00\\\"\/ x"}],"\u0061 long name that goes on":{},"e":[[],[{}]]} """;

    private const string Letters = "{}[],:\"\\ \n\u0001tfnu0123456789.eE+-aé/";

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData(" [ ] ")]
    [InlineData("1")]
    [InlineData("01")]
    [InlineData("-")]
    [InlineData("1.")]
    [InlineData("1e")]
    [InlineData("\"x")]
    [InlineData("\"a long text with a bad \\x escape in it\"")]
    [InlineData("\"\\u12G4\"")]
    [InlineData("\"\\u12")]
    [InlineData("\"\\")]
    [InlineData("truefalse")]
    [InlineData("nul")]
    [InlineData("[1,]")]
    [InlineData("""{"a":1,}""")]
    [InlineData("""{"a" 1}""")]
    [InlineData("[}")]
    [InlineData("{]")]
    [InlineData("{} {}")]
    [InlineData("/* no */ {}")]
    [InlineData("\uFEFF{}")]
    [InlineData(Sound)]
    public void It_reads_what_the_platforms_reader_reads(string json) => Tokens(json.Utf8()).Should().Equal(Expected(json.Utf8()));

    [Fact]
    public void It_agrees_on_damaged_texts()
    {
        var chance = new Random(1);
        for (var round = 0; round < 20_000; round++)
        {
            var json = new StringBuilder(Sound);
            for (var damage = chance.Next(1, 4); damage > 0; damage--)
            {
                Damage(json, chance);
            }

            var bytes = json.ToString().Utf8();
            Tokens(bytes).Should().Equal(Expected(bytes), json.ToString());
        }
    }

    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    public void It_goes_as_deep_as_bodies_are_read_anywhere(int depth)
    {
        var json = string.Concat(Enumerable.Repeat("[", depth / 2)) + string.Concat(Enumerable.Repeat("{\"a\":", depth - (depth / 2))) + "1"
            + string.Concat(Enumerable.Repeat("}", depth - (depth / 2))) + string.Concat(Enumerable.Repeat("]", depth / 2));

        Tokens(json.Utf8()).Should().Equal(Expected(json.Utf8()));
    }

    [Fact]
    public void Names_and_texts_are_compared_by_what_they_say()
    {
        var cursor = new JsonCursor("""["t\u0079pe","type","typ"]"""u8);
        cursor.Read();

        cursor.Read();
        cursor.ValueTextEquals("type"u8).Should().BeTrue();
        cursor.GetString().Should().Be("type");
        cursor.Read();
        cursor.ValueTextEquals("type"u8).Should().BeTrue();
        cursor.Read();
        cursor.ValueTextEquals("type"u8).Should().BeFalse();
    }

    [Fact]
    public void Skipping_ends_where_the_value_ends()
    {
        var cursor = new JsonCursor("""{"a":{"b":[1,{"c":2}]},"d":3}"""u8);
        cursor.Read();
        cursor.Read();
        cursor.Skip();

        cursor.TokenType.Should().Be(JsonTokenType.EndObject);
        cursor.Read();
        cursor.ValueTextEquals("d"u8).Should().BeTrue();
        cursor.Skip();
        cursor.TryGetInt32(out var value).Should().BeTrue();
        value.Should().Be(3);
    }

    private static void Damage(StringBuilder json, Random chance)
    {
        var place = chance.Next(json.Length);
        switch (chance.Next(3))
        {
            case 0:
                json.Remove(place, 1);
                break;
            case 1:
                json.Insert(place, Letters[chance.Next(Letters.Length)]);
                break;
            default:
                json[place] = Letters[chance.Next(Letters.Length)];
                break;
        }
    }

    private static List<string> Tokens(byte[] json)
    {
        var tokens = new List<string>();
        var cursor = new JsonCursor(json);
        try
        {
            while (cursor.Read())
            {
                tokens.Add($"{cursor.TokenType} {cursor.TokenStartIndex} {cursor.BytesConsumed} {Encoding.UTF8.GetString(cursor.ValueSpan)}");
            }
        }
        catch (JsonException)
        {
            tokens = ["refused"];
        }

        return tokens;
    }

    private static List<string> Expected(byte[] json)
    {
        var tokens = new List<string>();
        var reader = new Utf8JsonReader(json, JsonSettings.Reader);
        try
        {
            while (reader.Read())
            {
                tokens.Add($"{reader.TokenType} {reader.TokenStartIndex} {reader.BytesConsumed} {Encoding.UTF8.GetString(reader.ValueSpan)}");
            }
        }
        catch (JsonException)
        {
            tokens = ["refused"];
        }

        return tokens;
    }
}
