using PromptCaching.Retrying.Limits;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Retrying.Limits;

public sealed class WatchedContentTests
{
    [Fact]
    public async Task It_says_of_itself_what_the_answer_said_and_reads_the_same()
    {
        using var watched = Watch(new ByteArrayContent([1, 2, 3]) { Headers = { ContentType = new("text/plain") } });

        watched.Headers.ContentType!.MediaType.Should().Be("text/plain");
        watched.Headers.ContentLength.Should().Be(3);
        (await watched.ReadAsByteArrayAsync()).Should().Equal(1, 2, 3);
    }

    [Fact]
    public void A_length_that_nobody_knows_stays_unknown()
    {
        using var watched = Watch(new StreamContent(new Endless()));

        watched.Headers.ContentLength.Should().BeNull();
    }

    [Fact]
    public void Whoever_lets_go_of_it_lets_go_of_the_answer()
    {
        var inner = new ByteArrayContent([1]);
        Watch(inner).Dispose();

        inner.Invoking(static it => it.ReadAsStream()).Should().Throw<ObjectDisposedException>();
    }

    private static WatchedContent Watch(HttpContent inner) => new(inner, TimeSpan.FromSeconds(1), new ManualTimeProvider());

    private sealed class Endless : MemoryStream
    {
        public override bool CanSeek => false;
    }
}
