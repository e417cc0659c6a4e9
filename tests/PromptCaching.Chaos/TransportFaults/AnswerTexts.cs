using System.Text;

namespace PromptCaching.Chaos.TransportFaults;

/// <summary>Answers, each of which says by which attempt it was made.</summary>
internal static class AnswerTexts
{
    private const string FirstContent = "event: content_block_delta";

    public static string Message(int attempt) =>
        "{" + Head(attempt) + $$""","content":[{"type":"text","text":"By attempt {{attempt}}."}],"stop_reason":"end_turn","""
        + "\"usage\":{\"input_tokens\":5,\"output_tokens\":4}}";

    public static string Stream(int attempt) => string.Concat(
        Event("message_start", "{\"type\":\"message_start\",\"message\":{" + Head(attempt) + ",\"content\":[],\"usage\":{\"input_tokens\":5,\"output_tokens\":1}}}"),
        Event("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
        Event("ping", """{"type":"ping"}"""),
        Delta("By attempt "),
        Delta($"{attempt}."),
        Event("content_block_stop", """{"type":"content_block_stop","index":0}"""),
        Event("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":4}}"""),
        Event("message_stop", """{"type":"message_stop"}"""));

    public static string Error(int status) =>
        $$$"""{"type":"error","error":{"type":"{{{TypeOf(status)}}}","message":"As planned."}}""";

    public static byte[] ErrorEvent(Fault fault) => Encoding.UTF8.GetBytes(Event("error", Error(fault switch
    {
        Fault.FailedBefore => 500,
        Fault.TimedOutBefore => 504,
        _ => 529,
    })));

    public static int? StatusOf(Fault fault) => fault switch
    {
        Fault.Status400 => 400,
        Fault.Status408 => 408,
        Fault.Status409 => 409,
        Fault.Status429 => 429,
        Fault.Status500 => 500,
        Fault.Status502 => 502,
        Fault.Status503 => 503,
        Fault.Status504 => 504,
        Fault.Status529 => 529,
        _ => null,
    };

    /// <summary>Where the first content begins, in bytes; everything here is ASCII.</summary>
    public static int ContentOf(byte[] stream) => stream.AsSpan().IndexOf(Encoding.UTF8.GetBytes(FirstContent));

    private static string TypeOf(int status) => status switch
    {
        400 => "invalid_request_error",
        429 => "rate_limit_error",
        504 => "timeout_error",
        529 => "overloaded_error",
        _ => "api_error",
    };

    private static string Head(int attempt) =>
        $"\"id\":\"msg_{attempt}\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-5-5\"";

    private static string Delta(string text) => Event(
        "content_block_delta", "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}}");

    private static string Event(string name, string data) => $"event: {name}\ndata: {data}\n\n";
}
