using PromptCaching.Bodies;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Bodies;

public class SplicedContentTests
{
    private static readonly byte[] Body = "0123456789"u8.ToArray();

    [Theory]
    [InlineData("0123456789")]
    [InlineData("<a>0123456789", 0, "<a>")]
    [InlineData("0123456789<a>", 10, "<a>")]
    [InlineData("012<a>3456789", 3, "<a>")]
    public async Task Inserts_stand_at_their_offsets(string expected, int? offset = null, string? text = null)
    {
        Splice[] splices = offset is { } at ? [new Splice(at, text!.Utf8())] : [];
        using var content = new SplicedContent(Body, splices);

        (await content.ReadAsByteArrayAsync()).Utf8().Should().Be(expected);
        content.Headers.ContentLength.Should().Be(expected.Length);
    }

    [Fact]
    public async Task Several_inserts_may_stand_next_to_each_other_and_at_the_same_place()
    {
        using var content = new SplicedContent(Body, [new(2, "<a>"u8.ToArray()), new(2, "<b>"u8.ToArray()), new(3, "<c>"u8.ToArray()), new(10, "<d>"u8.ToArray())]);

        (await content.ReadAsByteArrayAsync()).Utf8().Should().Be("01<a><b>2<c>3456789<d>");
        content.Headers.ContentLength.Should().Be(22);
    }

    [Theory]
    [InlineData("3456789", 0, "", 3)]
    [InlineData("0126789", 3, "", 3)]
    [InlineData("012<a>6789", 3, "<a>", 3)]
    [InlineData("01234567", 8, "", 2)]
    [InlineData("", 0, "", 10)]
    public async Task What_is_replaced_is_left_out(string expected, int offset, string text, int replaced)
    {
        using var content = new SplicedContent(Body, [new(offset, text.Utf8(), replaced)]);

        (await content.ReadAsByteArrayAsync()).Utf8().Should().Be(expected);
        content.Headers.ContentLength.Should().Be(expected.Length);
    }

    [Fact]
    public async Task An_insert_may_stand_right_before_and_right_behind_what_is_left_out()
    {
        using var content = new SplicedContent(Body, [new(2, "<a>"u8.ToArray()), new(2, default, 3), new(5, "<b>"u8.ToArray())]);

        (await content.ReadAsByteArrayAsync()).Utf8().Should().Be("01<a><b>56789");
    }

    [Fact]
    public async Task It_can_be_sent_any_number_of_times()
    {
        using var content = new SplicedContent(Body, [new(5, "-"u8.ToArray())]);

        for (var time = 0; time < 3; time++)
        {
            using var sent = new MemoryStream();
            await content.CopyToAsync(sent);
            sent.ToArray().Utf8().Should().Be("01234-56789");
        }
    }

    [Fact]
    public async Task The_original_bytes_stay_as_they_were()
    {
        using var content = new SplicedContent(Body, [new(5, "-"u8.ToArray())]);

        await content.ReadAsByteArrayAsync();

        Body.Utf8().Should().Be("0123456789");
    }
}
