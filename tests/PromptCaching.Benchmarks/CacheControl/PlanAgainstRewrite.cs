using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Benchmarks.CacheControl;

/// <summary>Placing markers beside what is usually done: the body becomes a tree, tools, system prompt and tail are marked, the tree becomes bytes.</summary>
internal sealed class PlanAgainstRewrite(string name, GrowingConversation conversation) : IRatio
{
    private readonly PlannedConversation _planned = new(conversation);
    private int _rewrites;

    public string Name => name;

    public string Against => "JsonNode: parse, mark tools, system and tail, serialize";

    public double Target => 4;

    public RatioSense Sense => RatioSense.Min;

    public void Ours() => _planned.PlanNext();

    public void Reference()
    {
        var request = JsonNode.Parse(conversation.Bodies[_rewrites++ % conversation.Bodies.Count])!;
        Mark(Last(request["tools"]));
        Mark(Last(request["system"]));
        Mark(Last(Last(request["messages"])["content"]));
        JsonSerializer.SerializeToUtf8Bytes(request);
    }

    private static JsonNode Last(JsonNode? list) => list![list.AsArray().Count - 1]!;

    private static void Mark(JsonNode block) => block["cache_control"] = new JsonObject { ["type"] = "ephemeral" };
}
