namespace PromptCaching.Guardrails.Validation;

/// <summary>Reads a verdict off a response.</summary>
public static class ClaudeHttpResponseMessageValidationExtensions
{
    internal static readonly HttpRequestOptionsKey<ValidatedAnswer> Key = new("PromptCaching.Validation");

    /// <summary>Gets the verdict on the answer in this response, whichever client asked.</summary>
    /// <param name="response">A response that came through the stage that <c>AddValidation</c> adds.</param>
    /// <returns>The verdict; <see langword="null"/> when there is none, and for a stream that passes while it is not over.</returns>
    public static ValidatedAnswer? GetValidation(this HttpResponseMessage response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return response.RequestMessage is { } request && request.Options.TryGetValue(Key, out var validated) ? validated : null;
    }
}
