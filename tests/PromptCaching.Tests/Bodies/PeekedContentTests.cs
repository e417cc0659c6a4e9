using PromptCaching.Bodies;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Bodies;

public sealed class PeekedContentTests
{
    private static readonly byte[] Body = "0123456789"u8.ToArray();

    [Theory]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(100)]
    public async Task The_beginning_is_seen_and_everything_is_still_read(int most)
    {
        foreach (var size in new[] { 1, 3, 100 })
        {
            var (beginning, content) = await PeekedContent.ReadAsync(Given(size), most, CancellationToken.None);
            using var copy = new MemoryStream();

            await (await content.ReadAsStreamAsync()).CopyToAsync(copy);

            beginning.ToArray().Should().Equal(Body.Take(most));
            copy.ToArray().Should().Equal(Body);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(100)]
    public async Task It_can_be_copied_too_and_keeps_its_headers(int most)
    {
        var given = Given(4);
        given.Headers.Add("x-content", "1");

        var (_, content) = await PeekedContent.ReadAsync(given, most, CancellationToken.None);

        (await content.ReadAsByteArrayAsync()).Should().Equal(Body);
        content.Headers.GetValues("x-content").Should().Equal("1");
    }

    [Fact]
    public async Task Whoever_disposes_of_it_disposes_of_what_is_under_it()
    {
        var stream = new ChunkedStream(Body, static () => 4);
        var (_, content) = await PeekedContent.ReadAsync(new StreamContent(stream), 3, CancellationToken.None);

        content.Dispose();

        stream.IsDisposed.Should().BeTrue();
    }

    private static StreamContent Given(int pieceSize) => new(new ChunkedStream(Body, () => pieceSize));
}
