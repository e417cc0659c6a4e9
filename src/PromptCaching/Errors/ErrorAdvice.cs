using System.Globalization;
using System.Net;

namespace PromptCaching.Errors;

/// <summary>What to do about an error of the API, where that is known.</summary>
internal static class ErrorAdvice
{
    /// <param name="status">The status of the answer.</param>
    /// <param name="type">The kind of error, as the API says it; null where something else than the API answered.</param>
    /// <param name="message">What the API says.</param>
    /// <param name="retryAfter">When to come back, where that was said.</param>
    /// <returns>A sentence to put behind the error's own; empty where there is none.</returns>
    public static string For(HttpStatusCode status, ErrorType? type, string? message, TimeSpan? retryAfter) =>
        (type ?? ErrorType.OfStatus((int)status)) == ErrorType.Authentication
            ? " - Check the key: ClaudeClientOptions.ApiKey, Claude:ApiKey or ANTHROPIC_API_KEY."
        : (int)status is >= 300 and < 400 ? " - No redirect is followed, as the key would go along: set Claude:BaseAddress to where it leads."
        : status == HttpStatusCode.NotFound && type is null ? " - That is no error of the API: check Claude:BaseAddress."
        : type == ErrorType.NotFound && IsAboutModel(message) ? " - Check how the model is spelt; IClaudeClient.Models lists those that the key may use."
        : retryAfter is { } wait ? string.Create(CultureInfo.InvariantCulture, $" - Try again in {wait.TotalSeconds:0.#} s.")
        : status == (HttpStatusCode)529 || type == ErrorType.Overloaded ? " - The API has too much to do: try again later."
        : "";

    /// <summary>The API names the field that it did not find: <c>model: claude-x</c>.</summary>
    private static bool IsAboutModel(string? message) => message?.StartsWith("model:", StringComparison.Ordinal) == true;
}
