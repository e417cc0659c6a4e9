namespace PromptCaching.Guardrails.Validation;

/// <summary>An answer came and was refused by the rules for answers. The call was billed like any other, unless the response cache answered it.</summary>
/// <remarks>Asking again asks the API again, because a refused answer is not stored; it is billed again.</remarks>
public sealed class ResponseRefusedException : ClaudeException
{
    /// <summary>Initializes a new instance of the <see cref="ResponseRefusedException"/> class.</summary>
    /// <param name="issues">What is wrong with the answer.</param>
    public ResponseRefusedException(IReadOnlyList<ValidationIssue> issues)
        : base(RefusalText.Of(issues)) => Issues = issues;

    /// <summary>Gets what is wrong with the answer, all of it.</summary>
    public IReadOnlyList<ValidationIssue> Issues { get; }

    /// <summary>Gets the report of the call, which says what it cost.</summary>
    /// <value><see langword="null"/> when the call did not pass through a chain of ours.</value>
    public CallReport? CallReport { get; init; }
}
