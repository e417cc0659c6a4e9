using System.Net;
using System.Text;

namespace PromptCaching.Benchmarks.ResponseCaching;

/// <summary>Gives every request the same answer, at once.</summary>
internal sealed class InstantServer : HttpMessageHandler
{
    private const int AnswerLength = 2400;

    private static readonly byte[] Answer = Encoding.UTF8.GetBytes(
        """{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5-5","stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1000,"output_tokens":500},"content":[{"type":"text","text":"@"}]}"""
            .Replace("@", new string('x', AnswerLength), StringComparison.Ordinal));

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(Answer);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request });
    }
}
