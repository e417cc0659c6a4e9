using System.Text.RegularExpressions;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl;

/// <summary>
/// Bodies with our markers written in by hand, between angle quotes: without the quotes the body as it is sent, without what is between
/// them the body as the caller gave it. LONG stands for a text of about 1,200 tokens, the words between at signs for our markers and the caller's.
/// </summary>
public static class GoldenBodies
{
    private const string Head = "\"model\":\"claude-haiku-5-5\",\"max_tokens\":16";
    private const string Earlier = "\"model\":\"claude-sonnet-4-5\",\"max_tokens\":16"; // a model that lets the last turn be the assistant's
    private const string M = "«,\"cache_control\":{\"type\":\"ephemeral\"}»";
    private const string H = "«,\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}»";
    private const string Open = "«[{\"type\":\"text\",\"text\":»";
    private const string Close = "«,\"cache_control\":{\"type\":\"ephemeral\"}}]»";
    private const string Own = ",\"cache_control\":{\"type\":\"ephemeral\"}";
    private const string OwnHour = ",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}";

    private static readonly (string Name, string Text)[] Parts =
    [
        ("@Head@", Head), ("@Earlier@", Earlier), ("@M@", M), ("@H@", H), ("@Open@", Open), ("@Close@", Close), ("@Own@", Own), ("@OwnHour@", OwnHour), ("LONG", Texts.Words(1200)),
    ];

    private static readonly (string Name, string Golden)[] All =
    [
        ("tools, system and tail",
            """{@Head@,"tools":[{"name":"a","input_schema":{"type":"object","x":"LONG"}},{"name":"b","input_schema":{"type":"object"}@M@}],"system":[{"type":"text","text":"s"},{"type":"text","text":"t"@M@}],"messages":[{"role":"user","content":[{"type":"text","text":"q"},{"type":"text","text":"r"@M@}]}]}"""),
        ("only the last message is the tail",
            """{@Head@,"messages":[{"role":"user","content":"LONG"},{"role":"assistant","content":[{"type":"text","text":"a"}]},{"role":"user","content":@Open@"q"@Close@}]}"""),
        ("any key order and white space",
            """{ "messages" : [ { "content" : [ { "type" : "text" , "text" : "LONG" @M@} ] , "role" : "user" } ] , @Head@ ,"system" :[ {"text":"LONG","type":"text"@M@} ] }"""),
        ("string system and string content",
            """{@Head@,"system":@Open@"LONG \"s\" ü"@Close@,"messages":[{"role":"user","content":@Open@"q\n"@Close@}]}"""),
        ("a deferred tool at the end",
            """{@Head@,"tools":[{"name":"a","input_schema":{"type":"object","x":"LONG"}@M@},{"name":"b","defer_loading":true,"input_schema":{"type":"object"}}],"messages":[{"role":"user","content":@Open@"q"@Close@}]}"""),
        ("only deferred tools",
            """{@Head@,"tools":[{"name":"b","defer_loading":true,"input_schema":{"type":"object","x":"LONG"}}],"messages":[{"role":"user","content":@Open@"LONG"@Close@}]}"""),
        ("a tool with a property that is called cache_control",
            """{@Head@,"tools":[{"name":"a","input_schema":{"type":"object","properties":{"cache_control":{"type":"string","d":"LONG"}}}@M@}],"messages":[{"role":"user","content":@Open@"q"@Close@}]}"""),
        ("thinking at the end of a turn",
            """{@Earlier@,"messages":[{"role":"user","content":"LONG"},{"role":"assistant","content":[{"type":"text","text":"a"@M@},{"type":"thinking","thinking":"t","signature":"s"}]}]}"""),
        ("nothing but thinking in the last turn",
            """{@Earlier@,"system":@Open@"LONG"@Close@,"messages":[{"role":"user","content":"q"},{"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"s"}]}]}"""),
        ("tool results at the end",
            """{@Head@,"messages":[{"role":"user","content":"LONG"},{"role":"assistant","content":[{"type":"tool_use","id":"t1","name":"a","input":{"cache_control":{"type":"ephemeral"}}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":[{"type":"text","text":"r"}]@M@}]}]}"""),
        ("tool use that the code execution made",
            """{@Earlier@,"messages":[{"role":"user","content":"LONG"},{"role":"assistant","content":[{"type":"text","text":"a"},{"type":"tool_use","id":"t1","name":"a","input":{},"caller":{"type":"code_execution_20260120","tool_id":"s"}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"r"@M@}]}]}"""),
        ("a turn-scoped system message at the end",
            """{@Head@,"system":@Open@"LONG"@Close@,"messages":[{"role":"user","content":"q"},{"role":"system","content":"s","clear_at":"next_user_message"}]}"""),
        ("one marker of the caller, on the system prompt",
            """{@Head@,"tools":[{"name":"a","input_schema":{"type":"object","x":"LONG"}@M@}],"system":[{"type":"text","text":"s"@Own@}],"messages":[{"role":"user","content":@Open@"q"@Close@}]}"""),
        ("one hour on the system prompt makes the tools one hour",
            """{@Head@,"tools":[{"name":"a","input_schema":{"type":"object","x":"LONG"}@H@}],"system":[{"type":"text","text":"s"@OwnHour@}],"messages":[{"role":"user","content":@Open@"q"@Close@}]}"""),
        ("one hour in the conversation makes everything before it one hour",
            """{@Head@,"messages":[{"role":"user","content":[{"type":"text","text":"m"@OwnHour@}]},{"role":"user","content":@Open@"q"@Close@}],"tools":[{"name":"a","input_schema":{"type":"object","x":"LONG"}@H@}],"system":[{"type":"text","text":"s"@H@}]}"""),
        ("one hour nested in a tool result",
            """{@Head@,"system":[{"type":"text","text":"LONG"@H@}],"messages":[{"role":"user","content":"q"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"a","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"x"@OwnHour@}]@M@}]}]}"""),
        ("the caller marked every place that we would",
            """{@Head@,"tools":[{"name":"a","input_schema":{"type":"object","x":"LONG"}@Own@}],"system":[{"type":"text","text":"s"@Own@}],"messages":[{"role":"user","content":[{"type":"text","text":"q"@Own@}]}]}"""),
        ("two markers of the caller leave two",
            """{@Head@,"tools":[{"name":"a","input_schema":{"type":"object","x":"LONG"}}],"system":[{"type":"text","text":"s"@M@}],"messages":[{"role":"user","content":[{"type":"text","text":"m"@Own@},{"type":"text","text":"n"@Own@},{"type":"text","text":"q"@M@}]}]}"""),
        ("three markers of the caller leave one, for the tail",
            """{@Head@,"tools":[{"name":"a","input_schema":{"type":"object","x":"LONG"}}],"system":"s","messages":[{"role":"user","content":[{"type":"text","text":"m"@Own@},{"type":"text","text":"n"@Own@},{"type":"text","text":"o"@Own@},{"type":"text","text":"q"@M@}]}]}"""),
        ("nested markers use up the four",
            """{@Head@,"system":"LONG","messages":[{"role":"user","content":"q"},{"role":"assistant","content":[{"type":"tool_use","id":"t","name":"a","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"t","content":[{"type":"text","text":"x"@Own@},{"type":"text","text":"y"@Own@}]},{"type":"document","source":{"type":"content","content":[{"type":"text","text":"z"@Own@}]}@Own@},{"type":"text","text":"q"}]}]}"""),
        ("four markers of the caller leave none",
            """{@Head@,"system":"LONG","messages":[{"role":"user","content":[{"type":"text","text":"m"@Own@},{"type":"text","text":"n"@Own@},{"type":"text","text":"o"@Own@},{"type":"text","text":"p"@Own@},{"type":"text","text":"q"}]}]}"""),
        ("automatic caching is the caller's tail",
            """{@Head@,"cache_control":{"type":"ephemeral"},"tools":[{"name":"a","input_schema":{"type":"object","x":"LONG"}@M@}],"system":[{"type":"text","text":"s"@M@}],"messages":[{"role":"user","content":[{"type":"text","text":"q"}]}]}"""),
        ("automatic caching for one hour makes ours one hour",
            """{@Head@,"cache_control":{"type":"ephemeral","ttl":"1h"},"tools":[{"name":"a","input_schema":{"type":"object","x":"LONG"}@H@}],"system":[{"type":"text","text":"s"@H@}],"messages":[{"role":"user","content":"q"}]}"""),
        ("automatic caching with nothing to land on but the system prompt",
            """{@Earlier@,"cache_control":{"type":"ephemeral","ttl":"1h"},"system":[{"type":"text","text":"LONG"}],"messages":[{"role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"s"}]}]}"""),
        ("automatic caching and three markers",
            """{@Head@,"cache_control":{"type":"ephemeral"},"system":"LONG","messages":[{"role":"user","content":[{"type":"text","text":"m"@Own@},{"type":"text","text":"n"@Own@},{"type":"text","text":"o"@Own@},{"type":"text","text":"q"}]}]}"""),
        ("null in the place of a marker is left alone",
            """{@Head@,"cache_control":null,"messages":[{"role":"user","content":[{"type":"text","text":"LONG"@M@},{"type":"text","text":"q","cache_control":null}]}]}"""),
        ("images, documents and fields of the future",
            """{@Head@,"future":{"tools":[1.0]},"messages":[{"role":"user","new":1e3,"content":[{"type":"document","source":{"type":"text","media_type":"text/plain","data":"LONG"}},{"type":"image","source":{"type":"url","url":"https://example.org/a.png"},"z":1.50@M@}]}]}"""),
        ("below the minimum nothing",
            """{@Head@,"tools":[{"name":"a","input_schema":{"type":"object"}}],"system":"s","messages":[{"role":"user","content":"q"}]}"""),
        ("only the prefixes that reach the minimum",
            """{@Head@,"tools":[{"name":"a","input_schema":{"type":"object"}}],"system":"s","messages":[{"role":"user","content":@Open@"LONG"@Close@}]}"""),
        ("a model that the catalog does not know",
            """{"model":"claude-of-the-future-9","max_tokens":16,"system":@Open@"LONG"@Close@,"messages":[{"role":"user","content":@Open@"q"@Close@}]}"""),
    ];

    public static TheoryData<string> Names => [.. All.Select(golden => golden.Name)];

    public static string Given(string name) => Regex.Replace(Golden(name), "«[^»]*»", "");

    public static string Marked(string name) => Golden(name).Replace("«", "", StringComparison.Ordinal).Replace("»", "", StringComparison.Ordinal);

    private static string Golden(string name) =>
        Parts.Aggregate(All.Single(golden => golden.Name == name).Golden, (body, part) => body.Replace(part.Name, part.Text, StringComparison.Ordinal));
}
