using System.Text.Json;
using PromptCaching.Testing.Validation.Schema;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation.Conversations;

/// <summary>There are messages, and they say something: empty content is for the end of a prefill, and for system messages that only set the effort.</summary>
internal sealed class ContentRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request)
    {
        if (!request.Visit.Saw(Sightings.HollowText | Sightings.EmptyList))
        {
            return null;
        }

        var messages = request.Body.GetProperty("messages"u8);
        var count = messages.GetArrayLength();
        if (count == 0)
        {
            return ApiError.Invalid("messages: at least one message is required");
        }

        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            if (IsEmpty(message.GetProperty("content"u8)) && !MayBeEmpty(message.GetProperty("role"u8), isLast: index == count - 1))
            {
                return ApiError.Invalid($"messages.{index}: all messages must have non-empty content except for the optional final assistant message");
            }

            index++;
        }

        return null;
    }

    private static bool IsEmpty(JsonElement content) =>
        content.ValueKind == JsonValueKind.String ? content.ValueEquals(""u8) : content.GetArrayLength() == 0;

    private static bool MayBeEmpty(JsonElement role, bool isLast) => role.ValueEquals("system"u8) || (isLast && role.ValueEquals("assistant"u8));
}
