using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation.Models;

/// <summary>The effort is one that the model has.</summary>
internal sealed class EffortRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request) =>
        request.Body.Get("output_config")?.GetText("effort") is not { } effort || request.Rules is not { } traits ? null
        : traits.Efforts.Count == 0 ? ApiError.Invalid("This model does not support the effort parameter.")
        : traits.Efforts.Contains(effort) ? null
        : ApiError.Invalid(
            $"This model does not support effort level '{effort}'. Supported levels: {string.Join(", ", traits.Efforts.Order(StringComparer.Ordinal))}.");
}
