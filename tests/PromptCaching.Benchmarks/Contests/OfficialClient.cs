using System.Globalization;
using Anthropic;
using Anthropic.Models.Messages;
using PromptCaching.Benchmarks.ResponseCaching;

namespace PromptCaching.Benchmarks.Contests;

/// <summary>The same call by the official SDK.</summary>
internal sealed class OfficialClient
{
    private readonly AnthropicClient _client = new() { ApiKey = "key", HttpClient = new HttpClient(new InstantServer()) };
    private long _asked;

    public void Ask()
    {
        var answer = _client.Messages.Create(new MessageCreateParams
        {
            Model = "claude-sonnet-5-5",
            MaxTokens = 100,
            Messages = [new() { Role = Role.User, Content = string.Create(CultureInfo.InvariantCulture, $"Question {++_asked}?") }],
        }).GetAwaiter().GetResult();
        if (!answer.Content[0].TryPickText(out var text) || text.Text.Length == 0)
        {
            throw new InvalidOperationException("This is not the answer.");
        }
    }
}
