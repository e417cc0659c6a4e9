using PromptCaching.ResponseCaching.Keys;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Keys;

/// <summary>One form for each value: what a body says, and not how it is written.</summary>
public sealed class CanonicalFormTests
{
    [Theory]
    [InlineData("0", "")]
    [InlineData("1", "1")]
    [InlineData("-7", "-7")]
    [InlineData("10", "1e1")]
    [InlineData("1e1", "1e1")]
    [InlineData("1E+1", "1e1")]
    [InlineData("10.0", "1e1")]
    [InlineData("1200", "12e2")]
    [InlineData("1.0", "1")]
    [InlineData("10e-1", "1")]
    [InlineData("0.5", "5e-1")]
    [InlineData("5.00e-1", "5e-1")]
    [InlineData("0.050", "5e-2")]
    [InlineData("-12.50", "-125e-1")]
    [InlineData("100.001", "100001e-3")]
    [InlineData("0.0", "")]
    [InlineData("0e5", "")]
    [InlineData("-0", "-")]
    [InlineData("-0.0", "-")]
    [InlineData("123456789012345678901234567890.10", "1234567890123456789012345678901e-1")]
    [InlineData("1.0e123456789012345678", "1e123456789012345678")]
    [InlineData("1.0e1234567890123456789", "1.0e1234567890123456789")]
    public void A_number_has_one_form(string number, string expected) => OfNumber(number).Should().Be(expected);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData(@"\u0041\u00e4\u20ac", "Aä€")]
    [InlineData(@"\ud83d\ude00", "😀")]
    [InlineData(@"\uD83D\uDE00x", "😀x")]
    [InlineData(@"a\/b", "a/b")]
    [InlineData(@"\b\f\n\r\t\""\\", @"\b\f\n\r\t\""\\")]
    [InlineData(@"\u0008\u000c\u000a\u000D\u0009\u0022\u005c", @"\b\f\n\r\t\""\\")]
    [InlineData(@"\u0000\u001F\u007f", "\\u0000\\u001f\u007f")]
    [InlineData(@"\u000b", @"\u000b")]
    [InlineData(@"a\u0020b", "a b")]
    [InlineData(@"\u0080", "\u0080")]
    public void A_text_has_one_spelling(string escaped, string expected)
    {
        var output = new CanonicalBuffer(1);

        CanonicalText.TryWrite(escaped.Utf8(), PromptCaching.Bodies.JsonEscapes.Any, ref output).Should().BeTrue();

        Part(ref output).Should().Be(expected);
    }

    [Fact]
    public void A_plain_text_has_no_escapes()
    {
        var output = new CanonicalBuffer(1);

        CanonicalText.TryWritePlain(@"a\n\""\u0041\u0001"u8, ref output).Should().BeTrue();

        Part(ref output).Should().Be("a\n\"A\u0001");
    }

    [Theory]
    [InlineData(@"\ud83d")]
    [InlineData(@"\ud83dx12345")]
    [InlineData(@"\ud83d\n12345")]
    [InlineData(@"\ud83d\u0041")]
    [InlineData(@"\ude00")]
    [InlineData(@"\ude00\ud83d")]
    public void Half_a_pair_is_no_text(string escaped)
    {
        var output = new CanonicalBuffer(1);

        CanonicalText.TryWrite(escaped.Utf8(), PromptCaching.Bodies.JsonEscapes.Any, ref output).Should().BeFalse();

        output.Dispose();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(24)]
    [InlineData(25)]
    [InlineData(200)]
    public void Members_in_any_order_are_the_same_and_a_name_that_stands_twice_is_seen(int count)
    {
        string[] members = [.. Enumerable.Range(0, count).Select(static it => $"\"m{it}\":{it}")];
        string[] shuffled = [.. members];
        new Random(count).Shuffle(shuffled);
        foreach (var (open, close) in ((string, string)[])[("{", "}"), ("{\"outer\":{", "}}")])
        {
            var form = Of(open + string.Join(',', members) + close);

            form.Should().NotBeNull();
            Of(open + string.Join(',', members.Reverse()) + close).Should().Be(form);
            Of(open + string.Join(',', shuffled) + close).Should().Be(form);
            Of(open + string.Join(',', members[1..]) + close).Should().NotBe(form);
            Of(open + string.Join(',', [.. members, members[0]]) + close).Should().BeNull();
            Of(open + string.Join(',', [.. shuffled, members[^1]]) + close).Should().BeNull();
        }
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("1")]
    [InlineData("{} {}")]
    [InlineData("{")]
    [InlineData("")]
    public void What_is_no_object_is_no_question(string body) => Of(body).Should().BeNull();

    /// <summary>Two bodies that differ in such a place only would share a key, or a reader would take another of two values than we do.</summary>
    [Theory]
    [InlineData("""{"x":"\ud800"}""")]
    [InlineData("""{"x":["\ud800"]}""")]
    [InlineData("""{"x":["a","\ud800","b"]}""")]
    [InlineData("""{"x":[["\ud800"],1]}""")]
    [InlineData("""{"x":{"a":"\ud800"},"y":1}""")]
    [InlineData("""{"x":[{"a":"\ud800"}],"y":1}""")]
    [InlineData("""{"x":{"\ud800":1},"y":1}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"x":{"a":1,"a":1},"y":1}""")]
    [InlineData("""{"x":[{"a":1,"a":1}],"y":1}""")]
    [InlineData("""{"x":[[{"b":{"a":1,"a":1}}]],"y":1}""")]
    [InlineData("""{"x":{"a":1,"a":1}}""")]
    [InlineData("""{"system":"\ud800","y":1}""")]
    [InlineData("""{"system":[{"type":"text","text":"\ud800"}],"y":1}""")]
    [InlineData("""{"messages":[{"role":"user","content":"\ud800"}],"y":1}""")]
    public void Half_a_pair_or_a_name_that_stands_twice_anywhere_makes_it_no_question(string body)
    {
        Of(body).Should().BeNull();
        Of(body, normalizesWhitespace: true).Should().BeNull();
    }

    [Fact]
    public void What_is_no_utf_8_is_no_question()
    {
        var output = new CanonicalBuffer(1);
        byte[] body = [.. "{\"x\":\""u8, 0xFF, .. "\"}"u8];

        CanonicalBody.TryWrite(body, normalizesWhitespace: false, ref output, out _).Should().BeNull();

        output.Dispose();
    }

    private static string OfNumber(string number)
    {
        var output = new CanonicalBuffer(1);
        CanonicalNumber.Write(number.Utf8(), ref output);
        return Part(ref output);
    }

    private static string Part(ref CanonicalBuffer output)
    {
        BitConverter.ToInt32(output.Written[..4]).Should().Be(output.Length - 4);
        var text = output.Written[4..].Utf8();
        output.Dispose();
        return text;
    }

    private static string? Of(string body, bool normalizesWhitespace = false)
    {
        var output = new CanonicalBuffer(1);
        var facts = CanonicalBody.TryWrite(body.Utf8(), normalizesWhitespace, ref output, out var order);
        var form = new List<byte>();
        foreach (var part in order)
        {
            form.AddRange(output.Written[part]);
        }

        output.Dispose();
        return facts is null ? null : Convert.ToHexString(form.ToArray());
    }
}
