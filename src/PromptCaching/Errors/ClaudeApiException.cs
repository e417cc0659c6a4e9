using System.Net;
using System.Text.Json;

namespace PromptCaching;

/// <summary>The API answered with an error, as a response or inside a stream.</summary>
public sealed class ClaudeApiException : ClaudeException
{
    internal ClaudeApiException(string message)
        : base(message)
    {
    }

    /// <summary>Gets the HTTP status. An error inside a stream comes with 200: the answer had begun.</summary>
    public required HttpStatusCode StatusCode { get; init; }

    /// <summary>Gets the kind of error, as the API names it.</summary>
    public required ErrorType ErrorType { get; init; }

    /// <summary>Gets the details that came with some errors, for example an <c>error_code</c>.</summary>
    /// <value><see langword="null"/> when there were none.</value>
    public JsonElement? Details { get; init; }

    /// <summary>Gets a value indicating whether the API was too busy for this request (529, or the same inside a stream).</summary>
    public bool IsOverloaded => ErrorType == ErrorType.Overloaded;

    /// <summary>Gets a value indicating whether a quota was used up (429).</summary>
    public bool IsRateLimited => ErrorType == ErrorType.RateLimit;
}
