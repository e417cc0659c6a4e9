namespace PromptCaching.Chaos.MalformedRequests;

/// <summary>Requests that the API takes, of every kind: what is spoiled here was sound before.</summary>
internal static class SoundBodies
{
    private const string Start = """{"model":"claude-opus-4-8","max_tokens":100,""";
    private const string Older = """{"model":"claude-sonnet-4-5","max_tokens":4000,""";
    private const string Question = "\"messages\":[{\"role\":\"user\",\"content\":\"What is a prefix?\"}]";
    private const string Look = """{"name":"look","description":"Looks it up.","input_schema":{"type":"object","properties":{"q":{"type":"string"}}}}""";

    public static readonly string[] All =
    [
        $"{Start}{Question}}}",
        $"{Start}\"stream\":true,{Question}}}",
        $"{Start}\"system\":\"Be brief.\",\"stop_sequences\":[\"END\"],\"metadata\":{{\"user_id\":\"u\"}},{Question}}}",
        Start + """ "system":[{"type":"text","text":"Rules.","cache_control":{"type":"ephemeral","ttl":"1h"}}],""" + Question + "}",
        Start + """ "cache_control":{"type":"ephemeral"},"messages":[{"role":"user","content":[{"type":"text","text":"One."},{"type":"text","text":"Two."}]}]}""",
        Start + $"\"tools\":[{Look}],\"tool_choice\":{{\"type\":\"tool\",\"name\":\"look\",\"disable_parallel_tool_use\":true}},{Question}}}",
        Start + $"\"tools\":[{Look},{{\"type\":\"bash_20250124\",\"name\":\"bash\"}},{{\"type\":\"web_search_20260318\",\"name\":\"web_search\"}}],{Question}}}",
        Start + """
            "messages":[{"role":"user","content":"Look."},
            {"role":"assistant","content":[{"type":"thinking","thinking":"Hm.","signature":"s"},{"type":"tool_use","id":"t1","name":"look","input":{"q":"x"}}]},
            {"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"found","cache_control":{"type":"ephemeral"}},
            {"type":"image","source":{"type":"base64","media_type":"image/png","data":"aGk="}}]},{"type":"text","text":"So?"}]}]}
            """,
        Start + """
            "messages":[{"role":"user","content":[{"type":"document","source":{"type":"text","media_type":"text/plain","data":"A text."},"title":"T",
            "citations":{"enabled":true}},{"type":"search_result","source":"s","title":"t","content":[{"type":"text","text":"r"}]},{"type":"text","text":"Sum up."}]}]}
            """,
        Start + """
            "output_config":{"effort":"high","format":{"type":"json_schema","schema":{"type":"object","properties":{"a":{"type":"array","items":{"$ref":"#/d"}}},
            "required":["a"],"d":{"type":"integer","minimum":3}}}},
            """ + Question + "}",
        Start + """ "thinking":{"type":"adaptive","display":"summarized"},"inference_geo":"us","service_tier":"auto","diagnostics":{"previous_message_id":null},""" + Question + "}",
        Older + """ "thinking":{"type":"enabled","budget_tokens":2000},"temperature":1,"top_p":0.5,"top_k":5,""" + Question + "}",
        Older + """ "messages":[{"role":"user","content":"Finish:"},{"role":"assistant","content":"The end"}]}""",
        """{"model":"claude-opus-4-8","max_tokens":0,"system":[{"type":"text","text":"Warm.","cache_control":{"type":"ephemeral"}}],""" + Question + "}",
        Start + """ "messages":[{"role":"user","content":"Hi."},{"role":"system","content":"Be kind."},{"role":"assistant","content":"Hello."},{"role":"user","content":"Go on."}]}""",
        Start + """
            "messages":[{"role":"user","content":"Search."},{"role":"assistant","content":[{"type":"server_tool_use","id":"s1","name":"web_search","input":{"query":"x"}},
            {"type":"web_search_tool_result","tool_use_id":"s1","content":[{"type":"web_search_result","url":"https://example.com","title":"t","encrypted_content":"e"}]},
            {"type":"text","text":"It is.","citations":[{"type":"web_search_result_location","cited_text":"c","encrypted_index":"i","title":"t","url":"https://example.com"}]}]},
            {"role":"user","content":"Sure?"}]}
            """,
    ];
}
