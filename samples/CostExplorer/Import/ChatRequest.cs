using System.Text.Json;
using CostExplorer.Workloads;

namespace CostExplorer.Import;

/// <summary>A request in the shape of OpenAI's chat completions, and the Messages request that says the same.</summary>
internal sealed class ChatRequest
{
    private const int UsualMaxTokens = 4096;
    private readonly JsonElement _body;
    private readonly string _model;
    private readonly List<JsonElement> _system = [];
    private readonly List<ChatTurn> _turns = [];

    private ChatRequest(JsonElement body, string model)
    {
        _body = body;
        _model = model;
    }

    /// <summary>Tells the two shapes apart: both have a model and messages.</summary>
    public static bool IsOne(JsonElement body) =>
        body.Get("system") is null
        && (body.Get("max_tokens") is null
            || body.Get("tools").Items().Any(static tool => tool.Get("function") is not null)
            || body.Get("messages").Items().Any(static message =>
                message.Text("role") is "developer" or "tool" or "function" || message.Get("tool_calls") is not null)
            || body.Get("messages").Items().FirstOrDefault().Text("role") == "system");

    /// <exception cref="BadLineException">Something in it has no counterpart.</exception>
    public static ChatRequest Read(JsonElement body, string modelInstead)
    {
        var named = body.Text("model")?.Split('/')[^1];
        var request = new ChatRequest(body, named?.StartsWith("claude", StringComparison.Ordinal) == true ? named : modelInstead);
        foreach (var message in body.Get("messages").Items())
        {
            request.Add(message);
        }

        return request._turns.Count > 0 ? request : throw new BadLineException("holds no message of a user or an assistant");
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("model", _model);
        writer.WriteNumber("max_tokens", MaxTokens());
        if (_body.IsTrue("stream"))
        {
            writer.WriteBoolean("stream", true);
        }

        WriteTools(writer);
        WriteSystem(writer);
        writer.WriteStartArray("messages");
        foreach (var turn in _turns)
        {
            turn.Write(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private void Add(JsonElement message)
    {
        var role = message.Text("role");
        if (role is "system" or "developer" && _turns.Count == 0)
        {
            _system.Add(message);
            return;
        }

        var kind = role == "assistant" ? "assistant" : "user";
        var blocks = ChatBlocks.Of(message);
        if (_turns.LastOrDefault() is { } last && last.Role == kind)
        {
            last.Blocks.AddRange(blocks);
        }
        else if (blocks.Count > 0)
        {
            _turns.Add(new ChatTurn(kind, blocks));
        }
    }

    private int MaxTokens() =>
        _body.First("max_tokens", "max_completion_tokens") is { ValueKind: JsonValueKind.Number } most && most.TryGetInt32(out var tokens) && tokens > 0
            ? tokens
            : UsualMaxTokens;

    private void WriteSystem(Utf8JsonWriter writer)
    {
        var texts = _system.SelectMany(ChatBlocks.Texts).Where(static text => !string.IsNullOrWhiteSpace(text)).ToList();
        if (texts.Count == 0)
        {
            return;
        }

        writer.WriteStartArray("system");
        texts.ForEach(writer.WriteText);
        writer.WriteEndArray();
    }

    private void WriteTools(Utf8JsonWriter writer)
    {
        JsonElement[] tools = [.. _body.Get("tools").Items().Select(static tool => tool.Get("function")).OfType<JsonElement>()];
        if (tools.Length == 0)
        {
            return;
        }

        writer.WriteStartArray("tools");
        foreach (var tool in tools)
        {
            writer.WriteStartObject();
            writer.WriteString("name", tool.Text("name") ?? "unnamed");
            writer.WriteString("description", tool.Text("description") ?? "");
            writer.WritePropertyName("input_schema");
            writer.WriteRawValue(tool.Get("parameters")?.GetRawText() ?? """{"type":"object"}""");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
