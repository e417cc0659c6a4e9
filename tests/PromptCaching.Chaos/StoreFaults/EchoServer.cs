using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace PromptCaching.Chaos.StoreFaults;

/// <summary>The API, without a network: it repeats the question, so that every answer tells which one it belongs to.</summary>
internal sealed class EchoServer : HttpMessageHandler
{
    public const string Begin = "<question>";
    public const string End = "</question>";
    private const int Repetitions = 12;

    public int Calls { get; private set; }

    public static string BodyOf(string question) =>
        $$"""{"model":"claude-haiku-5-5","max_tokens":64,"messages":[{"role":"user","content":"{{Begin}}{{question}}{{End}}"}]}""";

    public static string AnswerTo(string question) => $$$"""
        {"type":"message","id":"msg_1","role":"assistant","model":"claude-haiku-5-5","content":[{"type":"text","text":"{{{Echo(question)}}}"}],
         "stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}
        """;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Calls++;
        var asked = Encoding.UTF8.GetString(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        var begin = asked.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var answer = AnswerTo(asked[begin..asked.IndexOf(End, StringComparison.Ordinal)]);
        var response = new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(answer)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        response.Headers.Add("request-id", "req_1");
        return response;
    }

    /// <summary>Short questions get answers that are stored as they are, long ones those that are packed.</summary>
    private static string Echo(string question) => string.Concat(Enumerable.Repeat(question + " ", question.Length % 2 == 0 ? 1 : Repetitions));
}
