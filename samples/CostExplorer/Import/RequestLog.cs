using System.Text.Json;
using CostExplorer.Workloads;

namespace CostExplorer.Import;

/// <summary>Reads a line of a request log: the body itself, or an object that holds it, as JSON or as text.</summary>
internal sealed class RequestLog(string modelInstead)
{
    private static readonly string[] Holders = ["body", "request", "request_body", "requestBody", "input", "payload"];
    private static readonly string[] ConversationNames =
        ["conversation", "conversation_id", "session_id", "sessionId", "thread_id", "trace_id", "chat_id"];

    private readonly Dictionary<string, string> _conversations = [];

    /// <exception cref="BadLineException">There is no request in the line.</exception>
    public ImportedRequest Read(JsonElement line)
    {
        var body = BodyOf(line);
        if (body.Get("messages") is not { ValueKind: JsonValueKind.Array } messages || messages.GetArrayLength() == 0)
        {
            throw new BadLineException("holds no request with messages");
        }

        var conversation = line.First(ConversationNames) is { ValueKind: JsonValueKind.String } name ? name.GetString()! : Conversation(Opening(messages));
        return new ImportedRequest(
            LogTime.Of(line) ?? LogTime.Of(body),
            conversation,
            ChatRequest.IsOne(body) ? ChatRequest.Read(body, modelInstead).Write : writer => WriteAsItIs(body, writer));
    }

    private static JsonElement BodyOf(JsonElement line)
    {
        var body = line;
        for (var depth = 0; depth < 3 && body.Get("messages") is null && body.First(Holders) is { } inner; depth++)
        {
            body = inner.ValueKind == JsonValueKind.String ? Parse(inner.GetString()!) : inner;
        }

        return body;
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            return JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            throw new BadLineException("holds a body that is not JSON");
        }
    }

    /// <summary>What the log has added beside the fields of the body stays behind.</summary>
    private static void WriteAsItIs(JsonElement body, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var field in body.EnumerateObject())
        {
            if (!LogTime.Names.Contains(field.Name) && !ConversationNames.Contains(field.Name))
            {
                field.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }

    /// <summary>Requests that begin alike belong together, where the log does not say which do.</summary>
    /// <summary>A system message is what an application says to everybody: the first word of somebody else tells conversations apart.</summary>
    private static JsonElement Opening(JsonElement messages) => messages.EnumerateArray()
        .FirstOrDefault(static message => !(message.Get("role") is { ValueKind: JsonValueKind.String } role && (role.ValueEquals("system") || role.ValueEquals("developer"))), messages[0]);

    private string Conversation(JsonElement firstMessage)
    {
        var text = firstMessage.GetRawText();
        if (!_conversations.TryGetValue(text, out var name))
        {
            name = $"conversation-{_conversations.Count + 1}";
            _conversations.Add(text, name);
        }

        return name;
    }
}
