using System.Net;
using System.Net.Http.Headers;
using System.Text;
using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.Canaries;

/// <summary>The API, without a network: its answers hold canaries, and it fails in many ways, as a gateway that repeats requests.</summary>
internal sealed class CanaryServer(Random chance) : HttpMessageHandler
{
    private const int EchoLength = 1000;
    private int _answers;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var asked = Encoding.UTF8.GetString(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        var text = Canary.Of("answer", ++_answers);
        return chance.Next(12) switch
        {
            0 => throw new HttpRequestException("No route to host."),
            1 => Respond(request, 529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"""),
            2 => Respond(request, 400, """{"type":"error","error":{"type":"invalid_request_error","message":"messages.0: wrong"}}"""),
            3 => Respond(request, 400, "cache_control is not known here: " + asked[..Math.Min(asked.Length, EchoLength)]),
            4 => Respond(request, 200, "<html>" + text),
            5 => Respond(request, 200, Stream(text)[..^40], "text/event-stream"),
            6 => Respond(request, 200, $"event: error\ndata: {{\"type\":\"error\",\"error\":{{\"type\":\"api_error\",\"message\":\"{text}\"}}}}\n\n", "text/event-stream"),
            _ when asked.Contains("\"stream\":true", StringComparison.Ordinal) => Respond(request, 200, Stream(text), "text/event-stream"),
            _ => Respond(request, 200, Message(text, chance.OneIn(4) ? "tool_use" : "end_turn")),
        };
    }

    private static string Message(string text, string stopReason) => $$$$"""
        {"type":"message","id":"msg_1","role":"assistant","model":"claude-haiku-5-5","content":[{"type":"text","text":"{{{{text}}}}"}],
         "stop_reason":"{{{{stopReason}}}}","usage":{"input_tokens":3000,"cache_read_input_tokens":0,"output_tokens":1}}
        """;

    private static string Stream(string text) =>
        "event: message_start\ndata: {\"type\":\"message_start\","
        + "\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-haiku-5-5\",\"content\":[],\"usage\":{\"input_tokens\":3000,\"output_tokens\":1}}}\n\n"
        + $"event: content_block_start\ndata: {{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{{\"type\":\"text\",\"text\":\"{text}\"}}}}\n\n"
        + "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
        + "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2}}\n\n"
        + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";

    private static HttpResponseMessage Respond(HttpRequestMessage request, int status, string body, string type = "application/json")
    {
        var response = new HttpResponseMessage((HttpStatusCode)status)
            { RequestMessage = request, Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        response.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        response.Headers.Add("request-id", "req_1");
        return response;
    }
}
