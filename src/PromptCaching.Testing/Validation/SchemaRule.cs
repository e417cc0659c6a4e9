using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>Every field is known, there if it has to be, and of its type: one walk over the body.</summary>
internal sealed class SchemaRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request) =>
        (request.IsCount ? Vocabulary.Requests.Count : Vocabulary.Requests.Message).Check(request.Body, request.Visit) is { } flaw
            ? ApiError.Invalid(flaw.ToString())
            : null;
}
