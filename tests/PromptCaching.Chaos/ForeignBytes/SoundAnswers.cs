namespace PromptCaching.Chaos.ForeignBytes;

/// <summary>Answers as the API gives them.</summary>
internal static class SoundAnswers
{
    private const string Usage = """{"input_tokens":10,"cache_creation_input_tokens":4,"cache_read_input_tokens":9,"output_tokens":7}""";

    public static readonly string[] Messages =
    [
        """{"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-4-8","content":[{"type":"text","text":"A prefix."}],"stop_reason":"end_turn","stop_sequence":null,"usage":"""
            + Usage + "}",
        """
        {"id":"msg_2","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"thinking","thinking":"Hm.","signature":"s"},
        {"type":"text","text":"\u00e9\ud83d\ude00","citations":[{"type":"char_location","cited_text":"c","document_index":0,"document_title":null,"start_char_index":0,"end_char_index":1}]},
        {"type":"tool_use","id":"t1","name":"look","input":{"q":[1,2.5e3,{"a":null}]}}],"stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":2,
        "cache_creation":{"ephemeral_5m_input_tokens":3,"ephemeral_1h_input_tokens":4},"server_tool_use":{"web_search_requests":1},
        "iterations":[{"type":"message","input_tokens":1,"output_tokens":2}],"service_tier":"batch"}}
        """,
    ];

    public static readonly string[] Streams =
    [
        Event("message_start", """{"message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-4-8","content":[],"stop_reason":null,"usage":""" + Usage + "}}")
            + Event("content_block_start", """{"index":0,"content_block":{"type":"text","text":""}}""") + Event("ping", "{}")
            + Event("content_block_delta", """{"index":0,"delta":{"type":"text_delta","text":"Hel\u006co"}}""") + Event("content_block_stop", """{"index":0}""")
            + Event("content_block_start", """{"index":1,"content_block":{"type":"tool_use","id":"t1","name":"look","input":{}}}""")
            + Event("content_block_delta", """{"index":1,"delta":{"type":"input_json_delta","partial_json":"{\"q\": 1"}}""")
            + Event("content_block_delta", """{"index":1,"delta":{"type":"input_json_delta","partial_json":"}"}}""") + Event("content_block_stop", """{"index":1}""")
            + Event("message_delta", """{"delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":9}}""") + Event("message_stop", "{}"),
        Event("message_start", """{"message":{"id":"msg_2","type":"message","role":"assistant","model":"m","content":[],"usage":""" + Usage + "}}")
            + Event("error", """{"error":{"type":"overloaded_error","message":"Overloaded"}}"""),
    ];

    public static readonly string[] Errors =
    [
        """{"type":"error","error":{"type":"rate_limit_error","message":"Slow down."},"request_id":"req_1"}""",
        """{"type":"error","error":{"type":"invalid_request_error","message":"messages.0: cache_control is not allowed"}}""",
        "<html><body>502 Bad Gateway</body></html>",
    ];

    public static readonly string[] Models =
    [
        """{"data":[{"type":"model","id":"claude-opus-4-8","display_name":"Opus","created_at":"2026-04-01T00:00:00Z"}],"has_more":false,"first_id":"a","last_id":"a"}""",
    ];

    private static string Event(string name, string data) =>
        $"event: {name}\ndata: {{\"type\":\"{name}\"{(data == "{}" ? "" : ",")}{data[1..]}\n\n";
}
