using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>What max_tokens 0 cannot be combined with. That these are refused is documented; the wording is ours.</summary>
internal sealed class PreWarmRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request)
    {
        if (request.IsCount || request.Body.GetWhole("max_tokens") != 0)
        {
            return null;
        }

        return request.Body.IsTrue("stream") ? Refuse("stream")
            : request.Body.Get("thinking")?.GetText("type") == "enabled" ? Refuse("thinking.type='enabled'")
            : request.Body.Get("output_config")?.Get("format") is not null ? Refuse("output_config.format")
            : request.Body.Get("tool_choice")?.GetText("type") is "any" or "tool" ? Refuse("a tool_choice that forces a tool")
            : null;
    }

    private static ApiError Refuse(string what) => ApiError.Invalid($"max_tokens: 0 is not supported together with {what}");
}
