namespace PromptCaching.Extensions.AI.Tests.Recordings;

/// <summary>Streams of the shapes that are hard to put together again, so that the round trips run everywhere.</summary>
public static class HandWrittenStreams
{
    private const string Start =
        """data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"usage":{"input_tokens":9,"output_tokens":1}}}""";

    private const string End = """
        data: {"type":"message_delta","delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":20}}

        data: {"type":"message_stop"}


        """;

    public static TheoryData<string> All =>
    [
        Of(
            """{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm."}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"c2ln"}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"thinking","thinking":"","signature":""}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"signature_delta","signature":"b21pdHRlZA=="}}""",
            """{"type":"content_block_stop","index":1}"""),
        Of(
            """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"","citations":null}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"One "}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"two."}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"citations_delta","citation":{"type":"page_location","cited_text":"x","start_page_number":1}}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"text","text":"","citations":null}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Three."}}""",
            """{"type":"content_block_stop","index":1}""",
            """{"type":"content_block_start","index":2,"content_block":{"type":"text","text":""}}""",
            """{"type":"content_block_delta","index":2,"delta":{"type":"text_delta","text":"Four."}}""",
            """{"type":"content_block_stop","index":2}"""),
        Of(
            """{"type":"content_block_start","index":0,"content_block":{"type":"compaction","content":null}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"compaction_delta","content":"So far.","encrypted_content":null,"kept":3}}""",
            """{"type":"content_block_stop","index":0}"""),
        Of(
            """{"type":"content_block_start","index":0,"content_block":{"type":"compaction","content":null,"encrypted_content":null}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"compaction_delta","content":"So far.","encrypted_content":"x"}}""",
            """{"type":"content_block_stop","index":0}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"hologram","x":1}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"hologram_delta","y":1}}""",
            """{"type":"content_block_stop","index":1}"""),
        Of(
            """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"Never "}}""",
            """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"ended."}}""",
            """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_1","name":"look","input":{}}}""",
            """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"a\": "}}"""),
        Of(),
    ];

    private static string Of(params string[] events) => string.Concat([Start, "\n\n", .. events.Select(static data => $"data: {data}\n\n"), End.ReplaceLineEndings("\n")]);
}
