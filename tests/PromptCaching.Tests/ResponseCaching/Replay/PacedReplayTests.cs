using PromptCaching.ResponseCaching.Replay;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Replay;

public sealed class PacedReplayTests
{
    [Theory]
    [InlineData("data: [DONE\n\n")]
    [InlineData("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":7}\n\n")]
    [InlineData("no events at all")]
    public async Task A_stream_that_makes_no_message_is_told_as_it_came(string foreign)
    {
        var stream = Texts.Stream("""{"type":"message_start","message":{"id":"a","model":"m","usage":{"input_tokens":1}}}""") + foreign;
        using var replay = new PacedReplay(stream.Utf8(), 20, TimeSpan.FromTicks(1), new ManualTimeProvider());
        await using var told = await replay.ReadAsStreamAsync();
        var buffer = new byte[stream.Length];

        var count = await told.ReadAsync(buffer);

        stream.Should().StartWith(buffer.AsSpan(0, count).ToArray().Utf8());
        replay.Headers.ContentLength.Should().Be(stream.Length);
    }
}
