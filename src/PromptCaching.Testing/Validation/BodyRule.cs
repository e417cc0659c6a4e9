using System.Text.Json;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>The body is a JSON object.</summary>
internal sealed class BodyRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request) => request.Call.Json is { ValueKind: JsonValueKind.Object }
        ? null
        : ApiError.Invalid($"The request body is not valid JSON: {request.Call.ParseError ?? "expected an object"}");
}
