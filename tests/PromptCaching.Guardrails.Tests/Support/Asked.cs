using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Guardrails.Tests.Support;

/// <summary>Bodies of requests, in few words.</summary>
internal static class Asked
{
    private static readonly JsonSerializerOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A conversation: turns of the user and of the assistant by turns.</summary>
    public static byte[] Conversation(params string[] turns) => Ask(turns, stream: false);

    public static byte[] Ask(string[] turns, bool stream)
    {
        var messages = new JsonArray([.. turns.Select((turn, index) => new JsonObject
        {
            ["role"] = index % 2 == 0 ? "user" : "assistant",
            ["content"] = turn,
        })]);
        var body = new JsonObject { ["model"] = "claude-sonnet-4-6", ["max_tokens"] = 100, ["messages"] = messages };
        if (stream)
        {
            body["stream"] = true;
        }

        return Encoding.UTF8.GetBytes(body.ToJsonString(_plain));
    }

    public static string Utf8(this ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    public static string Utf8(this byte[] bytes) => Encoding.UTF8.GetString(bytes);

    public static byte[] Utf8(this string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The content of a message that is one string.</summary>
    public static string TurnOf(ReadOnlyMemory<byte> body, int turn) =>
        JsonNode.Parse(body.Span)!["messages"]![turn]!["content"]!.GetValue<string>();
}
