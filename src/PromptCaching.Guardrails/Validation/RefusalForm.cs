namespace PromptCaching.Guardrails.Validation;

/// <summary>How a caller learns that an answer is refused.</summary>
public enum RefusalForm
{
    /// <summary>A <see cref="ResponseRefusedException"/>, for callers in this process.</summary>
    Exception,

    /// <summary>
    /// An HTTP error in the form of the API's: 422 with <c>x-should-retry: false</c>, which no client repeats. For clients that know HTTP only, a gateway's
    /// callers among them.
    /// </summary>
    HttpError,
}
