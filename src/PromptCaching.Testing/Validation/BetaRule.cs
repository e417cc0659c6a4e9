using PromptCaching.Testing.Validation.Vocabulary;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>Every beta that is asked for exists.</summary>
internal sealed class BetaRule(IList<string> additional, bool acceptsUnknown) : IRequestRule
{
    public ApiError? Check(RequestUnderTest request)
    {
        if (request.GivenBetas.Count == 0 || acceptsUnknown)
        {
            return null;
        }

        string[] unknown = [.. Betas.In(request.Call.Header("anthropic-beta")).Where(name => !Betas.Known.Contains(name) && !additional.Contains(name))];
        return unknown.Length == 0
            ? null
            : ApiError.Invalid($"Unexpected value(s) {string.Join(", ", unknown.Select(static name => $"`{name}`"))} for the `anthropic-beta` header. "
                + "Please consult our documentation at docs.anthropic.com or try again without the header.");
    }
}
