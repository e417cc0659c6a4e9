using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>Some blocks cannot carry a marker.</summary>
internal sealed class MarkerPlaceRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request) => request.DoubtfulMarkers
        .Where(static block => !block.CanCarryMarker)
        .Select(static block => ApiError.Invalid(Complaint(block)))
        .FirstOrDefault();

    private static string Complaint(RequestBlock block)
    {
        if (block.IsDeferredTool)
        {
            return $"Tool '{block.Json.GetText("name")}' cannot have both defer_loading=true and cache_control set. "
                + "Tools with defer_loading cannot use prompt caching.";
        }

        if (block.TurnScoped)
        {
            return $"{block.Path}: cache_control is not permitted on a turn-scoped system message (clear_at: 'next_user_message')";
        }

        return block.IsEmptyText
            ? $"{block.Path}.text: cache_control cannot be set for empty text blocks"
            : $"{block.Field("cache_control")}: Extra inputs are not permitted";
    }
}
