using System.Text.Json;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>The body is a JSON object with a model, messages that have a role and content, and (not for a count) max_tokens.</summary>
internal sealed class BodyRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request)
    {
        if (request.Call.Json is not { ValueKind: JsonValueKind.Object } body)
        {
            return ApiError.Invalid($"The request body is not valid JSON: {request.Call.ParseError ?? "expected an object"}");
        }

        return Required(body, "model", JsonValueKind.String, "a valid string")
            ?? (request.IsCount ? null : Required(body, "max_tokens", JsonValueKind.Number, "a valid integer"))
            ?? MaxTokens(body)
            ?? Required(body, "messages", JsonValueKind.Array, "a valid array")
            ?? Messages(body.GetProperty("messages"));
    }

    private static ApiError? Required(JsonElement holder, string name, JsonValueKind kind, string expected, string path = "") =>
        holder.Get(name) is not { } value ? ApiError.Invalid($"{path}{name}: Field required")
        : value.ValueKind != kind ? ApiError.Invalid($"{path}{name}: Input should be {expected}")
        : null;

    private static ApiError? MaxTokens(JsonElement body) => (body.Get("max_tokens"), body.GetWhole("max_tokens")) switch
    {
        (not null, null) => ApiError.Invalid("max_tokens: Input should be a valid integer"),
        (_, < 0) => ApiError.Invalid("max_tokens: Input should be greater than or equal to 0"),
        _ => null,
    };

    private static ApiError? Messages(JsonElement messages)
    {
        if (messages.GetArrayLength() == 0)
        {
            return ApiError.Invalid("messages: at least one message is required");
        }

        var last = messages.GetArrayLength() - 1;
        return messages.EnumerateArray().Select((message, index) => Message(message, index) ?? Content(message, index, index == last))
            .FirstOrDefault(static error => error is not null);
    }

    private static ApiError? Message(JsonElement message, int index)
    {
        var path = $"messages.{index}.";
        if (message.ValueKind != JsonValueKind.Object)
        {
            return ApiError.Invalid($"messages.{index}: Input should be an object");
        }

        if (Required(message, "role", JsonValueKind.String, "a valid string", path) is { } missing)
        {
            return missing;
        }

        if (message.GetText("role") is not ("user" or "assistant" or "system"))
        {
            return ApiError.Invalid($"{path}role: Input should be 'user', 'assistant' or 'system'");
        }

        return message.Get("content")?.ValueKind switch
        {
            null => ApiError.Invalid($"{path}content: Field required"),
            JsonValueKind.String or JsonValueKind.Array => Blocks(message.GetProperty("content"), path),
            _ => ApiError.Invalid($"{path}content: Input should be a valid string or array"),
        };
    }

    /// <summary>Empty content is for the end of a prefill only, and for system messages that change nothing but the effort.</summary>
    private static ApiError? Content(JsonElement message, int index, bool isLast)
    {
        var content = message.GetProperty("content");
        var isEmpty = content.ValueKind == JsonValueKind.String ? content.ValueEquals("") : content.GetArrayLength() == 0;
        return isEmpty && !(isLast && message.GetText("role") == "assistant") && message.GetText("role") != "system"
            ? ApiError.Invalid($"messages.{index}: all messages must have non-empty content except for the optional final assistant message")
            : null;
    }

    private static ApiError? Blocks(JsonElement content, string path) => content.ValueKind == JsonValueKind.String ? null : content.EnumerateArray()
        .Select((block, index) => block.GetText("type") is null ? ApiError.Invalid($"{path}content.{index}.type: Field required") : null)
        .FirstOrDefault(static error => error is not null);
}
