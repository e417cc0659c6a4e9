using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Chaos.RedisStorm;

/// <summary>The API, without a network: its answer says for whom it is and what was asked, which the prompt alone does not tell.</summary>
internal sealed class ScopedApi : HttpMessageHandler
{
    /// <summary>Who asks, for the API's eyes only: the request looks the same for everybody.</summary>
    public static readonly HttpRequestOptionsKey<string> Caller = new("storm-caller");

    private long _calls;

    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>What the answer to a question must say.</summary>
    public static string AnswerFor(string caller, string question) => $"{caller} asked: {question}";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        var asked = JsonNode.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken))!;
        var question = asked["messages"]![0]!["content"] switch
        {
            JsonArray blocks => (string)blocks[0]!["text"]!,
            var text => (string)text!,
        };
        request.Options.TryGetValue(Caller, out var caller);
        var answer = JsonSerializer.SerializeToUtf8Bytes(new
        {
            id = "msg_storm",
            type = "message",
            role = "assistant",
            model = (string)asked["model"]!,
            content = new[] { new { type = "text", text = AnswerFor(caller!, question) } },
            stop_reason = "end_turn",
            stop_sequence = (string?)null,
            usage = new { input_tokens = 10, output_tokens = 10 },
        });
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(answer) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
    }
}
