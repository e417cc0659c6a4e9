using System.Text.Json.Nodes;

namespace PromptCaching.Chaos.MalformedRequests;

/// <summary>Damage that leaves JSON behind, more or less: other types, keys gone, doubled or renamed, parts in the wrong places.</summary>
internal static class TreeDamage
{
    private static readonly string[] Names =
    [
        "type", "role", "content", "text", "cache_control", "ttl", "source", "tools", "system", "messages", "id", "name", "input", "tool_use_id", "citations", "thinking",
        "tool_choice", "output_config", "stream", "max_tokens", "clear_at", "speed", "mcp_servers", "surprise", "", "caf\u00e9", "a\"b", "a\\b", "citations",
        "input_schema", "defer_loading", "context_management", "title", "signature", "data", "effort", "format", "schema",
    ];

    public static string Do(string body, Random chance)
    {
        var root = JsonNode.Parse(body)!;
        for (var times = chance.Next(1, 4); times > 0; times--)
        {
            Damage(root, chance);
        }

        return HostileValues.Spell(root.ToJsonString(), chance);
    }

    private static void Damage(JsonNode root, Random chance)
    {
        List<JsonNode> holders = [];
        Collect(root, holders);
        switch (holders[chance.Next(holders.Count)])
        {
            case JsonObject holder:
                DamageObject(holder, holders, chance);
                break;
            case JsonArray list:
                DamageArray(list, holders, chance);
                break;
        }
    }

    private static void DamageObject(JsonObject holder, List<JsonNode> parts, Random chance)
    {
        var key = holder.Count == 0 ? "type" : holder.ElementAt(chance.Next(holder.Count)).Key;
        var name = Names[chance.Next(Names.Length)];
        switch (chance.Next(7))
        {
            case 0:
                holder.Remove(key);
                break;
            case 1:
                holder[key] = HostileValues.Pick(chance);
                break;
            case 2:
                holder[name] = HostileValues.Pick(chance);
                break;
            case 3:
                holder[HostileValues.CopyOf(key)] = HostileValues.Pick(chance);
                break;
            case 4:
                var value = holder[key]?.DeepClone();
                holder.Remove(key);
                holder[name] = value;
                break;
            case 5:
                holder["cache_control"] = new JsonObject { ["type"] = "ephemeral", ["ttl"] = chance.Next(3) == 0 ? HostileValues.Pick(chance) : "1h" };
                break;
            default:
                holder[key] = parts[chance.Next(parts.Count)].DeepClone();
                break;
        }
    }

    private static void DamageArray(JsonArray list, List<JsonNode> parts, Random chance)
    {
        var index = chance.Next(list.Count + 1);
        switch (chance.Next(5))
        {
            case 0 when index < list.Count:
                list.RemoveAt(index);
                break;
            case 1 when index < list.Count:
                list[index] = HostileValues.Pick(chance);
                break;
            case 2 when index < list.Count:
                list.Insert(chance.Next(list.Count + 1), list[index]?.DeepClone());
                break;
            case 3:
                list.Insert(index, parts[chance.Next(parts.Count)].DeepClone());
                break;
            default:
                list.Insert(index, HostileValues.Pick(chance));
                break;
        }
    }

    private static void Collect(JsonNode? node, List<JsonNode> holders)
    {
        if (node is JsonObject or JsonArray)
        {
            holders.Add(node);
            foreach (var child in node is JsonObject holder ? holder.Select(static property => property.Value) : (JsonArray)node)
            {
                Collect(child, holders);
            }
        }
    }
}
