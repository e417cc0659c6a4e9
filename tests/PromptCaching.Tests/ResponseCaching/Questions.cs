namespace PromptCaching.Tests.ResponseCaching;

/// <summary>Requests for the response cache.</summary>
internal static class Questions
{
    public const string Json = """{"model":"claude-haiku-5-5","max_tokens":64,"messages":[{"role":"user","content":"What is 2 + 2?"}]}""";

    public const string Stream = """{"stream":true,"model":"claude-haiku-5-5","max_tokens":64,"messages":[{"role":"user","content":"What is 2 + 2?"}]}""";

    /// <summary>A request with something of everything.</summary>
    public const string Full =
        """
        {"model":"claude-sonnet-4-5","max_tokens":64,"temperature":1.0,"top_p":0.9,"top_k":5,"stop_sequences":["END","STOP"],
         "metadata":{"user_id":"u-1","future":"m"},"service_tier":"auto","cache_control":{"type":"ephemeral"},"diagnostics":{"previous_message_id":null},"stream":false,
         "system":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral","ttl":"1h"}}],
         "thinking":{"type":"enabled","budget_tokens":1024},"tool_choice":{"type":"tool","name":"look","disable_parallel_tool_use":true},
         "tools":[{"name":"look","description":"Looks.","input_schema":{"type":"object","properties":{"z":{"type":"string"},"cache_control":{"type":"number"}}},"strict":true,"cache_control":{"type":"ephemeral","ttl":"1h"}}],
         "output_config":{"effort":"low","format":{"type":"json_schema","schema":{"type":"object","b":1,"stream":2,"metadata":{"x":1}}}},
         "messages":[
           {"role":"user","content":[
             {"type":"text","text":"Look at these."},
             {"type":"image","source":{"type":"url","url":"https://example.org/a.png"},"cache_control":{"type":"ephemeral"}},
             {"type":"document","source":{"type":"content","content":[{"type":"text","text":"x","cache_control":{"type":"ephemeral"}}]},"title":"T","citations":{"enabled":true}}]},
           {"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"look","input":{"b":1,"a":[null,true,1e3],"cache_control":{"type":"ephemeral"},"content":[{"cache_control":1}]}}]},
           {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":[{"type":"text","text":"done","cache_control":{"type":"ephemeral"}}],"is_error":false}]},
           {"role":"user","content":"Go on."}]}
        """;
}
