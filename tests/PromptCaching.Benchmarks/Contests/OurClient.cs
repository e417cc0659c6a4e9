using System.Globalization;
using PromptCaching.Messages;

namespace PromptCaching.Benchmarks.Contests;

/// <summary>A plain call by our client, each with a question of its own, and the text of its answer.</summary>
internal sealed class OurClient(HttpMessageHandler handler)
{
    private readonly ClaudeClient _client = new(
        new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan }, new ClaudeClientOptions { ApiKey = "key" });

    private long _asked;

    public void Ask()
    {
        var question = string.Create(CultureInfo.InvariantCulture, $"Question {++_asked}?");
        var request = MessageRequest.From(question) with { Model = "claude-sonnet-5-5", MaxTokens = 100 };
        if (_client.CreateMessageAsync(request).GetAwaiter().GetResult().Text.Length == 0)
        {
            throw new InvalidOperationException("This is not the answer.");
        }
    }
}
