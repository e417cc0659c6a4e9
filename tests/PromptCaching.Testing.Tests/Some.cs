using System.Text;
using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests;

/// <summary>Parts of requests: every block is given by its tokens, so that a test reads like a bill.</summary>
internal static class Some
{
    public const string Model = "claude-opus-4-8"; // its minimum is 1,024 tokens

    public static JsonObject Request(string model = Model) => new() { ["model"] = model, ["max_tokens"] = 100 };

    public static string Words(int tokens, string seed = "a") => new StringBuilder(tokens * 4).Insert(0, (seed + "bcdefgh")[..4], tokens).ToString();

    public static JsonObject Text(string text, string? ttl = null) => Marked(new JsonObject { ["type"] = "text", ["text"] = text }, ttl);

    public static JsonObject Text(int tokens, string seed = "a", string? ttl = null) => Text(Words(tokens, seed), ttl);

    public static JsonObject Tool(string name, string? ttl = null, int descriptionCharacters = 40) => Marked(
        new JsonObject
        {
            ["name"] = name,
            ["description"] = new string('d', descriptionCharacters),
            ["input_schema"] = new JsonObject { ["type"] = "object" },
        },
        ttl);

    public static JsonObject ToolUse(string id, string? ttl = null) => Marked(
        new JsonObject { ["type"] = "tool_use", ["id"] = id, ["name"] = "look", ["input"] = new JsonObject { ["q"] = id } }, ttl);

    public static JsonObject ToolResult(string id, JsonNode content, string? ttl = null) => Marked(
        new JsonObject { ["type"] = "tool_result", ["tool_use_id"] = id, ["content"] = content }, ttl);

    public static JsonObject Marked(JsonObject block, string? ttl)
    {
        if (ttl is not null)
        {
            block["cache_control"] = ttl == "5m" ? Marker() : Marker(ttl);
        }

        return block;
    }

    public static JsonObject Marker(string? ttl = null)
    {
        var marker = new JsonObject { ["type"] = "ephemeral" };
        if (ttl is not null)
        {
            marker["ttl"] = ttl;
        }

        return marker;
    }

    public static JsonObject Tools(this JsonObject request, params JsonNode[] tools) => request.With("tools", new JsonArray(tools));

    public static JsonObject System(this JsonObject request, params JsonNode[] blocks) => request.With("system", new JsonArray(blocks));

    public static JsonObject User(this JsonObject request, params JsonNode[] blocks) => request.Turn("user", new JsonArray(blocks));

    public static JsonObject User(this JsonObject request, string text) => request.Turn("user", text);

    public static JsonObject Assistant(this JsonObject request, params JsonNode[] blocks) => request.Turn("assistant", new JsonArray(blocks));

    public static JsonObject Turn(this JsonObject request, string role, JsonNode content)
    {
        if (request["messages"] is not JsonArray messages)
        {
            request["messages"] = messages = [];
        }

        messages.Add(new JsonObject { ["role"] = role, ["content"] = content });
        return request;
    }

    public static JsonObject With(this JsonObject request, string name, JsonNode? value)
    {
        request[name] = value;
        return request;
    }

    public static JsonObject Copy(this JsonObject request) => request.DeepClone().AsObject();
}
