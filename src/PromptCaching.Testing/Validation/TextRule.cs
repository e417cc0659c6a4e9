using PromptCaching.Testing.PromptCache;
using PromptCaching.Testing.Validation.Schema;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>Text blocks say something. One that is empty and marked is the marker's fault and left to <see cref="MarkerPlaceRule"/>.</summary>
internal sealed class TextRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request)
    {
        if (!request.Visit.Saw(Sightings.HollowText))
        {
            return null;
        }

        foreach (var block in request.Blocks.Where(static block => block.Type == "text" && block.Level != PromptLevel.Tools))
        {
            var level = block.Level == PromptLevel.System ? "system" : "messages";
            if (block.IsEmptyText && block.Marker is null)
            {
                return ApiError.Invalid($"{level}: text content blocks must be non-empty");
            }

            // What the model itself wrote comes back as it was: recorded answers with blank text were accepted in the next turn.
            if (!block.IsEmptyText && block.Role != "assistant" && string.IsNullOrWhiteSpace(block.TextElement!.Value.GetString()))
            {
                return ApiError.Invalid($"{level}: text content blocks must contain non-whitespace text");
            }
        }

        return null;
    }
}
