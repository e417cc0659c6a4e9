using System.Text.Json;
using System.Text.Json.Nodes;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>Requests that are long enough to be cached in every part, and changes of them.</summary>
internal static class Prompts
{
    public const string Model = "claude-haiku-5-5";

    /// <summary>Two tools, a system prompt, and a conversation of so many turns.</summary>
    public static JsonObject Request(int turns = 1, string name = "x")
    {
        var messages = new JsonArray { Message("user", $"{name} {Texts.Words(700, "ques")}") };
        for (var turn = 1; turn < turns; turn++)
        {
            messages.Add(Message("assistant", $"{name} answer {turn} {Texts.Words(700, "answ")}"));
            messages.Add(Message("user", $"{name} and then {turn}? {Texts.Words(700, "then")}"));
        }

        return new JsonObject
        {
            ["model"] = Model,
            ["max_tokens"] = 16,
            ["tools"] = new JsonArray { Tool("first"), Tool("second") },
            ["system"] = Text(Texts.Words(700, "syst")),
            ["messages"] = messages,
        };
    }

    public static JsonObject With(this JsonObject request, Action<JsonObject> change)
    {
        change(request);
        return request;
    }

    public static string Say(this JsonObject request) => JsonSerializer.Serialize(request);

    public static JsonArray Tools(this JsonObject request) => request["tools"]!.AsArray();

    public static JsonArray Messages(this JsonObject request) => request["messages"]!.AsArray();

    public static JsonObject Tool(string name, string word = "tool") => new()
    {
        ["name"] = name,
        ["description"] = Texts.Words(400, word),
        ["input_schema"] = new JsonObject { ["type"] = "object" },
    };

    public static JsonArray Text(string text, string? ttl = null, bool isMarked = false)
    {
        var block = new JsonObject { ["type"] = "text", ["text"] = text };
        if (isMarked)
        {
            block["cache_control"] = ttl is null ? new JsonObject { ["type"] = "ephemeral" } : new JsonObject { ["type"] = "ephemeral", ["ttl"] = ttl };
        }

        return [block];
    }

    public static JsonObject Message(string role, string text) => new() { ["role"] = role, ["content"] = Text(text) };
}
