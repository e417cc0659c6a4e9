using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation.Models;

/// <summary>Models that are gone or never were: answered like any other, unless the options say that they are not found.</summary>
internal sealed class KnownModelRule(ClaudeEmulatorOptions options) : IRequestRule
{
    public ApiError? Check(RequestUnderTest request)
    {
        var entry = options.Catalog.Find(request.Model);
        var isGone = entry is null
            ? options.RefuseUnknownModels
            : options.RefuseRetiredModels && entry.RetiredOn <= DateOnly.FromDateTime(request.Call.StartedAt.UtcDateTime);
        return isGone ? new ApiError(404, "not_found_error", $"model: {request.Model}") : null;
    }
}
