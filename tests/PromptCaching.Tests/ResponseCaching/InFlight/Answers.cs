using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.InFlight;

/// <summary>What the server says.</summary>
internal static class Answers
{
    public const string Message =
        """{"id":"msg_1","type":"message","role":"assistant","model":"claude-haiku-5-5","content":[{"type":"text","text":"Four."}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":2}}""";

    public const string Overloaded = """{"type":"error","error":{"type":"overloaded_error","message":"Too much."}}""";

    /// <summary>The events of a stream, each as it is sent.</summary>
    public static readonly string[] Events =
    [
        Texts.Stream(
            """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-haiku-5-5","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":10,"output_tokens":1}}}"""),
        Texts.Stream("""{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
        Texts.Stream("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Four."}}"""),
        Texts.Stream("""{"type":"content_block_stop","index":0}"""),
        Texts.Stream("""{"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":2}}"""),
        Texts.Stream("""{"type":"message_stop"}"""),
    ];

    public static readonly string Stream = string.Concat(Events);

    /// <summary>An event that ends a stream without an answer.</summary>
    public static readonly string ErrorEvent = Texts.Stream(Overloaded);
}
