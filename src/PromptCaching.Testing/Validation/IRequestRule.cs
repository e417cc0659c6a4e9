using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>One reason to refuse a request; rules run in order and the first complaint is the answer.</summary>
internal interface IRequestRule
{
    ApiError? Check(RequestUnderTest request);
}
