using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PromptCaching.Benchmarks.Emulator;

/// <summary>Request bodies of a given size, the same in every run: prose, code and tool traffic as an agent sends them.</summary>
internal static class Bodies
{
    private const string Model = "claude-sonnet-5-5";

    private const int PlainWordsPerSpecial = 15;

    private static readonly string[] Plain =
    [
        "the", "build", "of", "and", "package", "cache", "was", "empty", "after", "second", "step", "because", "src/Storage/SealedEntry.cs", "returns",
        "await", "Task.Delay(delay,", "cancellationToken);", "byte", "is", "read", "twice", "{", "}", "line", "118", "IDistributedCache", "please",
        "look", "at", "it", "if", "(attempt", "options.MaxRetries)", "failed", "request", "12,50",
    ];

    /// <summary>Words that JSON writes with escapes, or not in ASCII.</summary>
    private static readonly string[] Special = ["\"version\"", "Größe", "n'est-ce", "€", "—", "<", "\n    "];

    /// <summary>A conversation of alternating turns.</summary>
    /// <param name="bytes">About how long the body is.</param>
    /// <param name="charactersPerBlock">How long each text is.</param>
    /// <param name="screenshots">Pictures among the turns: without them a body of megabytes does not fit any model.</param>
    /// <param name="isMarked">Whether its system prompt and last block are marked.</param>
    public static byte[] Conversation(int bytes, int charactersPerBlock, int screenshots = 0, bool isMarked = true)
    {
        var random = new Random(1);
        var messages = new JsonArray();
        var body = new JsonObject
        {
            ["model"] = Model,
            ["max_tokens"] = 256,
            ["tools"] = new JsonArray(Tool("read_file"), Tool("search")),
            ["system"] = new JsonArray(Text(random, Math.Min(4 * charactersPerBlock, bytes / 3))),
            ["messages"] = messages,
        };
        for (var picture = 0; picture < screenshots; picture++)
        {
            messages.Add(new JsonObject { ["role"] = "user", ["content"] = new JsonArray(Screenshot(random)) });
        }

        messages.Add(new JsonObject { ["role"] = "user", ["content"] = "Why does the second step of the build fail?" });
        var size = body.ToJsonString().Length;
        for (var call = 0; size < bytes - charactersPerBlock; call++)
        {
            JsonObject[] pair =
            [
                new() { ["role"] = "assistant", ["content"] = new JsonArray(Text(random, 60), ToolUse(call)) },
                new() { ["role"] = "user", ["content"] = new JsonArray(ToolResult(call, Prose(random, charactersPerBlock))) },
            ];
            size += pair.Sum(static message => message.ToJsonString().Length);
            messages.Add(pair[0]);
            messages.Add(pair[1]);
        }

        if (isMarked)
        {
            Mark(body["system"]![0]!);
            Mark(messages[^1]!["content"]![0]!);
        }

        return JsonSerializer.SerializeToUtf8Bytes(body);
    }

    private static JsonObject Tool(string name) => new()
    {
        ["name"] = name,
        ["description"] = "Gives what the repository holds under a path, or where a text occurs in it.",
        ["input_schema"] = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["path"] = new JsonObject { ["type"] = "string" } } },
    };

    private static JsonObject Text(Random random, int characters) => new() { ["type"] = "text", ["text"] = Prose(random, characters) };

    private static JsonObject ToolUse(int call) => new()
    {
        ["type"] = "tool_use",
        ["id"] = $"toolu_{call:D20}",
        ["name"] = "read_file",
        ["input"] = new JsonObject { ["path"] = $"src/Storage/Part{call}.cs", ["from_line"] = call },
    };

    private static JsonObject ToolResult(int call, string content) => new()
    {
        ["type"] = "tool_result",
        ["tool_use_id"] = $"toolu_{call:D20}",
        ["content"] = content,
    };

    private static string Prose(Random random, int characters)
    {
        var text = new StringBuilder(characters + 120);
        while (text.Length < characters)
        {
            var words = random.Next(PlainWordsPerSpecial) == 0 ? Special : Plain;
            text.Append(words[random.Next(words.Length)]).Append(random.Next(12) == 0 ? ".\n" : " ");
        }

        return text.ToString(0, characters);
    }

    private static JsonObject Screenshot(Random random)
    {
        var image = new byte[120_000];
        random.NextBytes(image);
        ((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 5, 0, 0, 0, 3, 32]).CopyTo(image);
        return new JsonObject
        {
            ["type"] = "image",
            ["source"] = new JsonObject { ["type"] = "base64", ["media_type"] = "image/png", ["data"] = Convert.ToBase64String(image) },
        };
    }

    private static void Mark(JsonNode block) => block["cache_control"] = new JsonObject { ["type"] = "ephemeral" };
}
