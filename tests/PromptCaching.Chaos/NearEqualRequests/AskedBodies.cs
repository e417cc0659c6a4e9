using System.Text;
using System.Text.Json;
using PromptCaching.Tests.CacheControl.Generated;
using PromptCaching.Tests.Recordings;

namespace PromptCaching.Chaos.NearEqualRequests;

/// <summary>The bodies that changes begin with: recorded ones where there are any, generated ones, and one with something of everything.</summary>
internal static class AskedBodies
{
    /// <summary>Longer ones take most of the time and have no more kinds of places.</summary>
    private const int Longest = 6000;
    private const int GeneratedSessions = 60;
    private const int RequestsPerSession = 5;

    private const string Full =
        """
        {"model":"claude-sonnet-4-5","max_tokens":64,"temperature":1.0,"top_p":0.9,"top_k":5,"stop_sequences":["END","STOP"],"metadata":{"user_id":"u-1"},
         "service_tier":"auto","cache_control":{"type":"ephemeral"},"diagnostics":{"previous_message_id":null},"stream":false,"big":[9007199254740993,1e3,-0,0.1,1e400],
         "system":[{"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral","ttl":"1h"}}],"thinking":{"type":"enabled","budget_tokens":1024},
         "tool_choice":{"type":"tool","name":"look","disable_parallel_tool_use":true},"output_config":{"effort":"low","format":{"type":"json_schema",
          "schema":{"type":"object","stream":2,"metadata":{"user_id":1},"cache_control":{"type":"ephemeral"}}}},
         "tools":[{"name":"look","description":"Looks.","strict":true,"input_schema":{"type":"object","properties":{"cache_control":{"type":"number"},"z":{"type":"string"}}}},
          {"name":"caf\u00e9","input_schema":{"type":"object","required":["b","a"]},"cache_control":{"type":"ephemeral"}}],
         "messages":[
          {"role":"user","content":[{"type":"text","text":"Caf\u00e9 / cafe\u0301 \ud83d\ude00"},
           {"type":"image","source":{"type":"url","url":"https://example.org/a.png"},"cache_control":{"type":"ephemeral"}},
           {"type":"document","source":{"type":"content","content":[{"type":"text","text":"x","cache_control":{"type":"ephemeral"}}]},"title":"T","citations":{"enabled":true}}]},
          {"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"look","input":{"b":1,"a":[null,true,1e3],"cache_control":{"type":"ephemeral"},
           "content":[{"cache_control":1}],"source":{"content":[{"cache_control":{"type":"ephemeral"}}]}}}]},
          {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","is_error":false,"content":[{"type":"text","text":"done","cache_control":{"type":"ephemeral"}}]}]},
          {"role":"user","content":"Go on."}]}
        """;

    public static async Task<IReadOnlyList<Tree>> ReadAsync(ScenarioRun run)
    {
        var recorded = Recorded();
        if (recorded.Count == 0)
        {
            await run.Progress.WriteLineAsync("There are no recorded requests beside this checkout: only generated ones are changed.");
        }

        var generated = Enumerable.Range(0, GeneratedSessions)
            .SelectMany(session => Session.Write(run.ChanceOf(session), RequestsPerSession))
            .Where(static request => request.Body.Length <= Longest && Meaning.Of("", request.Body) is not null)
            .Select(static request => Tree.Parse(request.Body));
        Tree[] bodies = [Tree.Parse(Encoding.UTF8.GetBytes(Full)), .. recorded, .. generated];
        await run.Progress.WriteLineAsync($"{bodies.Length} bodies to change, {recorded.Count} of them recorded");
        return bodies;
    }

    private static List<Tree> Recorded() => SharedFolder.Exchanges is { } folder && Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*.jsonl").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Select(Parse).OfType<Tree>()]
        : [];

    private static Tree? Parse(string line)
    {
        using var document = JsonDocument.Parse(line);
        var exchange = document.RootElement;
        return exchange.TryGetProperty("path", out var path) && path.ValueKind == JsonValueKind.String
            && path.GetString()!.StartsWith("/v1/messages", StringComparison.Ordinal)
            && exchange.TryGetProperty("request_body", out var body) && body.ValueKind == JsonValueKind.Object
            && body.TryGetProperty("messages", out _)
            && body.GetRawText().Length <= Longest
                ? Tree.Of(body)
                : null;
    }
}
