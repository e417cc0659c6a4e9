namespace PromptCaching.Tests.Recordings.Fixtures;

/// <summary>Exchanges of the same shapes as the recorded ones, so that the round trips run everywhere.</summary>
public static class HandWritten
{
    public static TheoryData<string> Answers =>
    [
        """
        {"id":"msg_01hand","type":"message","role":"assistant","model":"claude-haiku-5-5","content":[{"type":"text","text":"Four."}],
         "stop_reason":"end_turn","stop_sequence":null,"stop_details":null,"container":null,"diagnostics":null,
         "usage":{"input_tokens":9,"cache_creation_input_tokens":0,"cache_read_input_tokens":2048,
                  "cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0},
                  "output_tokens":3,"service_tier":"standard","inference_geo":"global"}}
        """,
        """
        {"id":"msg_02hand","type":"message","role":"assistant","model":"claude-opus-5-5",
         "content":[
           {"type":"thinking","thinking":"Look it up.","signature":"c2lnbmF0dXJl"},
           {"type":"redacted_thinking","data":"ZGF0YQ=="},
           {"type":"text","text":"It says so.","citations":[{"type":"char_location","cited_text":"so","document_index":0,"document_title":null,
             "start_char_index":0,"end_char_index":2,"file_id":null}]},
           {"type":"text","text":"Plain.","citations":null},
           {"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"x"},"caller":{"type":"direct"}},
           {"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[{"type":"web_search_result","url":"https://example.org","page_age":null}]},
           {"type":"tool_use","id":"toolu_1","name":"look","input":{"z":1.50,"a":[1e3,null,{}]},"caller":{"type":"direct"}}],
         "stop_reason":"tool_use","stop_sequence":null,
         "usage":{"input_tokens":12,"output_tokens":40,"output_tokens_details":{"thinking_tokens":20},"cache_creation":null,
                  "server_tool_use":{"web_search_requests":1,"web_fetch_requests":0},"service_tier":null,"speed":"fast",
                  "iterations":[{"type":"message","model":"claude-opus-5-5","input_tokens":12,"output_tokens":40,"cache_read_input_tokens":0,
                                 "cache_creation_input_tokens":0,"cache_creation":{"ephemeral_5m_input_tokens":0,"ephemeral_1h_input_tokens":0}}]},
         "context_management":{"applied_edits":[]}}
        """,
    ];

    public static TheoryData<string> Requests =>
    [
        """{"model":"claude-haiku-5-5","max_tokens":64,"messages":[{"role":"user","content":"2 + 2?"}],"stream":false}""",
        """
        {"model":"claude-sonnet-4-5","max_tokens":64,"temperature":1.0,"top_p":0.90,"top_k":5,"stop_sequences":["END"],
         "metadata":{"user_id":"u-1"},"service_tier":"auto","cache_control":{"type":"ephemeral"},"container":null,
         "system":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral","ttl":"1h"}}],
         "thinking":{"type":"enabled","budget_tokens":1024,"display":"omitted"},
         "tool_choice":{"type":"tool","name":"look","disable_parallel_tool_use":true},
         "tools":[
           {"name":"look","description":"Looks.","input_schema":{"type":"object","properties":{"z":{"type":"string"},"a":{"type":"number"}}},"strict":true},
           {"type":"web_search_20250305","name":"web_search","max_uses":2},
           {"name":"late","input_schema":{"type":"object"},"defer_loading":true,"eager_input_streaming":true}],
         "output_config":{"effort":"low","format":{"type":"json_schema","schema":{"type":"object","b":1,"a":2}}},
         "messages":[
           {"role":"user","content":[
             {"type":"text","text":"Look at these."},
             {"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="},"transformations":{"oversized_image":"error"}},
             {"type":"image","source":{"type":"url","url":"https://example.org/a.png"}},
             {"type":"document","source":{"type":"file","file_id":"file_1"},"title":"T","context":"C","citations":{"enabled":true},"cache_control":null},
             {"type":"document","source":{"type":"content","content":[{"type":"text","text":"x"}]}},
             {"type":"document","source":{"type":"content","content":"x"}},
             {"type":"search_result","source":"https://example.org","title":"R","content":[{"type":"text","text":"x"}],"citations":{"enabled":false}}]},
           {"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"look","input":{"b":1,"a":2}}]},
           {"role":"user","content":[
             {"type":"tool_result","tool_use_id":"toolu_1","content":"done","is_error":false},
             {"type":"tool_result","tool_use_id":"toolu_2","content":[{"type":"tool_reference","tool_name":"late"}],"cache_control":{"type":"ephemeral"}},
             {"type":"tool_result","tool_use_id":"toolu_3"},
             {"type":"container_upload","file_id":"file_2"}]},
           {"role":"system","content":"From now on, shout.","clear_at":"next_user_message"}]}
        """,
    ];

    public static TheoryData<string> Streams =>
    [
        """
        event: message_start
        data: {"type":"message_start","message":{"id":"msg_03hand","type":"message","role":"assistant","model":"claude-haiku-5-5","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":9,"output_tokens":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}

        event: ping
        data: {"type":"ping"}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm.","estimated_tokens":2}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"c2ln"}}

        event: content_block_stop
        data: {"type":"content_block_stop","index":0}

        event: content_block_start
        data: {"type":"content_block_start","index":1,"content_block":{"type":"text","text":"","citations":null}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"\u00c4h \"so\" \ud83d\ude00\n"}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":1,"delta":{"type":"citations_delta","citation":{"type":"page_location","cited_text":"x","start_page_number":1}}}

        event: content_block_start
        data: {"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"toolu_1","name":"look","input":{}}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"a\": "}}

        event: content_block_delta
        data: {"type":"content_block_delta","index":2,"delta":{"type":"compaction_delta","content":"new"}}

        event: message_delta
        data: {"type":"message_delta","delta":{"stop_reason":"tool_use","stop_sequence":null,"container":null},"usage":{"output_tokens":20},"context_management":{"applied_edits":[]}}

        event: something_new
        data: {"type":"something_new","index":7}

        event: message_stop
        data: {"type":"message_stop"}


        """,
        """
        event: error
        data: {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}

        """,
    ];
}
