using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation.Models;

/// <summary>Models from 4.7 on tolerate the sampling parameters only where they change nothing.</summary>
internal sealed class SamplingRule(ClaudeEmulatorOptions options) : IRequestRule
{
    private const double LeastTopP = 0.99;

    public ApiError? Check(RequestUnderTest request)
    {
        if (options.Catalog.Find(request.Model) is not { AcceptsTemperature: false })
        {
            return null;
        }

        var body = request.Body;
        return body.Get("temperature") is { } temperature && temperature.GetDouble() < 1 ? Refuse("temperature")
            : body.Get("top_p") is { } topP && topP.GetDouble() < LeastTopP ? Refuse("top_p")
            : body.Get("top_k") is not null ? Refuse("top_k")
            : null;
    }

    private static ApiError Refuse(string name) => ApiError.Invalid($"`{name}` is deprecated for this model.");
}
