using PromptCaching.Http;

namespace PromptCaching.Tests.Http;

public sealed class ClaudeEndpointsTests
{
    [Theory]
    [InlineData("POST", "https://api.anthropic.com/v1/messages", "Messages")]
    [InlineData("POST", "https://api.anthropic.com/v1/messages?beta=true", "Messages")]
    [InlineData("POST", "http://gateway.test/claude/v1/messages/", "Messages")]
    [InlineData("POST", "https://api.anthropic.com/v1/messages/count_tokens", "CountTokens")]
    [InlineData("POST", "https://api.anthropic.com/v1/messages/batches", "Other")]
    [InlineData("POST", "https://api.anthropic.com/v1/messages/batches/msgbatch_1/cancel", "Other")]
    [InlineData("GET", "https://api.anthropic.com/v1/messages", "Reading")]
    [InlineData("GET", "https://api.anthropic.com/v1/models", "Reading")]
    [InlineData("DELETE", "https://api.anthropic.com/v1/files/file_1", "Other")]
    [InlineData("POST", "https://api.anthropic.com/v1/files", "Other")]
    public void A_request_is_known_by_method_and_path(string method, string address, string endpoint)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address);

        ClaudeEndpoints.Of(request).ToString().Should().Be(endpoint);
    }
}
