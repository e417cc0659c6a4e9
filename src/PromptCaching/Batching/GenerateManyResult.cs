using System.Runtime.ExceptionServices;
using PromptCaching.Messages;

namespace PromptCaching;

/// <summary>What became of one of many requests: a message, or why there is none.</summary>
public sealed record GenerateManyResult
{
    internal GenerateManyResult()
    {
    }

    /// <summary>Gets the place of the request among all; the first is 0.</summary>
    public required long Index { get; init; }

    /// <summary>Gets the id that the caller gave it.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public string? Id { get; init; }

    /// <summary>Gets what became of it.</summary>
    public GenerateManyOutcome Outcome { get; init; }

    /// <summary>Gets the answer.</summary>
    /// <value><see langword="null"/> unless the request succeeded.</value>
    public Message? Message { get; init; }

    /// <summary>Gets why there is no answer.</summary>
    /// <value><see langword="null"/> when the request succeeded.</value>
    public Exception? Error { get; init; }

    /// <summary>Gets a value indicating whether the answer was in the checkpoint, from an earlier run.</summary>
    public bool IsRestored { get; init; }

    /// <summary>Gets what the answer cost, in USD, in this run or in the earlier one that it was made in.</summary>
    /// <value><see langword="null"/> when it is not known, or there is no answer.</value>
    public decimal? Cost { get; init; }

    /// <summary>Gets the answer, or throws what stands in its place.</summary>
    /// <returns>The answer.</returns>
    /// <exception cref="ClaudeException">The request failed.</exception>
    public Message GetMessageOrThrow()
    {
        if (Error is { } error)
        {
            ExceptionDispatchInfo.Throw(error);
        }

        return Message!;
    }
}
