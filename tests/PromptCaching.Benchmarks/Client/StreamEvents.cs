using Anthropic;
using Anthropic.Models.Messages;
using PromptCaching.Messages;
using PromptCaching.Messages.Streaming;

namespace PromptCaching.Benchmarks.Client;

/// <summary>Reads streams of the real API event by event, and the text out of them.</summary>
internal sealed class StreamEvents(string name) : IRatio, IDisposable
{
    private readonly HttpClient _ourHttp = new(new StreamServer(RecordedStreams.All));
    private readonly HttpClient _theirHttp = new(new StreamServer(RecordedStreams.All));
    private readonly MessageRequest _request = MessageRequest.From("hello") with { Model = "claude-sonnet-5-5", MaxTokens = 100 };
    private readonly MessageCreateParams _theirRequest = new()
    {
        Model = "claude-sonnet-5-5", MaxTokens = 100, Messages = [new() { Role = Anthropic.Models.Messages.Role.User, Content = "hello" }],
    };

    private AnthropicClient? _their;

    public string Name => name;

    public string Against => "the official SDK on the same streams";

    public double Target => 5;

    public RatioSense Sense => RatioSense.Min;

    private AnthropicClient Their => _their ??= new AnthropicClient { ApiKey = "k", HttpClient = _theirHttp };

    /// <summary>Gets the characters read: without them nothing would force the text out of an event.</summary>
    public long Characters { get; private set; }

    public void Ours() => ReadAsync().GetAwaiter().GetResult();

    public void Reference() => ReadTheirsAsync().GetAwaiter().GetResult();

    public async Task<long> ReadAsync()
    {
        var client = new ClaudeClient(_ourHttp, new ClaudeClientOptions { ApiKey = "k" });
        long events = 0;
        for (var stream = 0; stream < RecordedStreams.All.Count; stream++)
        {
            await using var answer = await client.StreamMessageAsync(_request);
            await foreach (var item in answer)
            {
                events++;
                Characters += item is ContentBlockDeltaEvent { Delta: Messages.Streaming.TextDelta text } ? text.Text.Length : 0;
            }
        }

        return events;
    }

    /// <summary>Makes the same calls, and reads none of their answers.</summary>
    public async Task OpenAsync()
    {
        var client = new ClaudeClient(_ourHttp, new ClaudeClientOptions { ApiKey = "k" });
        for (var stream = 0; stream < RecordedStreams.All.Count; stream++)
        {
            await using var answer = await client.StreamMessageAsync(_request);
        }
    }

    public void Dispose()
    {
        _ourHttp.Dispose();
        _theirHttp.Dispose();
        _their?.Dispose();
    }

    private async Task ReadTheirsAsync()
    {
        for (var stream = 0; stream < RecordedStreams.All.Count; stream++)
        {
            await foreach (var item in Their.Messages.CreateStreaming(_theirRequest))
            {
                Characters += item.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var text) ? text.Text.Length : 0;
            }
        }
    }
}
