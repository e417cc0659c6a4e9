namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>What was asked, and what the model answered to it.</summary>
internal sealed record Exchange(IReadOnlyList<Piece> Asked)
{
    /// <summary>Gets the messages of the answer; none while it is awaited.</summary>
    public IReadOnlyList<Piece> Answered { get; init; } = [];

    /// <summary>Gets the ids of the tool calls in it, which the next exchange has to answer.</summary>
    public IReadOnlyList<string> Calls { get; init; } = [];
}
