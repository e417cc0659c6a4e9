using PromptCaching.Messages;
using PromptCaching.Tools;

namespace PromptCaching;

/// <summary>Runs the tools that the model asks for until it has its answer.</summary>
public static class ToolLoopExtensions
{
    /// <summary>Asks, runs the tools that the answer asks for, sends their results, and so on until an answer asks for none.</summary>
    /// <remarks>
    /// <para>The tools of one answer run at once; their results go back in one turn, in the order of the calls. Answers go back as they came, and nothing
    /// before them changes: each turn reads from the prompt cache what the turn before it wrote.</para>
    /// <para>What a tool throws, input that does not match its schema, and names that no tool has go back to the model as errors. A pause of the model's
    /// (<c>pause_turn</c>, <c>compaction</c>) is gone on from. A tool choice that forces a tool holds for the first turn alone. A request that ends with
    /// calls to tools begins by running them.</para>
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="request">
    /// The question; it is not changed. Its own tools come first, then those of <paramref name="tools"/> that it does not name; the API runs server tools
    /// by itself.
    /// </param>
    /// <param name="tools">The tools with their code. Give the same ones in the same order each time: they lead the prompt.</param>
    /// <param name="options">How. The default is 25 turns, and 8 tools at once.</param>
    /// <param name="call">The caller's wishes, for each of the calls.</param>
    /// <param name="cancellationToken">Ends the loop, and the tools that are at work.</param>
    /// <returns>The last answer with all that led to it.</returns>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    /// <exception cref="ToolLoopLimitException">The turns were used up; it keeps what was reached.</exception>
    /// <exception cref="ClaudeException">A call failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static Task<ToolLoopResult> RunToolsAsync(
        this IClaudeClient client,
        MessageRequest request,
        IReadOnlyList<ClaudeTool> tools,
        ToolLoopOptions? options = null,
        ClaudeCall? call = null,
        CancellationToken cancellationToken = default) =>
        Loop(client, request, tools, options, call).RunAsync(request, cancellationToken);

    /// <summary>The same as <see cref="RunToolsAsync"/>, told as it happens: what the model writes, tools that begin and end, turns, and the result.</summary>
    /// <remarks>
    /// Answers are streamed; tools run when their answer is whole, and several of them end in any order. Who stops enumerating ends the answer and the
    /// tools that are at work.
    /// </remarks>
    /// <param name="client">The client.</param>
    /// <param name="request">The question; it is not changed.</param>
    /// <param name="tools">The tools with their code. Give the same ones in the same order each time: they lead the prompt.</param>
    /// <param name="options">How. The default is 25 turns, and 8 tools at once.</param>
    /// <param name="call">The caller's wishes, for each of the calls.</param>
    /// <param name="cancellationToken">Ends the loop, and the tools that are at work.</param>
    /// <returns>What happens; the last is a <see cref="ToolLoopEnded"/>.</returns>
    /// <exception cref="ArgumentException">Two tools have one name.</exception>
    /// <exception cref="ToolLoopLimitException">The turns were used up; it keeps what was reached.</exception>
    /// <exception cref="ClaudeException">A call failed, or its stream broke off.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static IAsyncEnumerable<ToolLoopUpdate> StreamToolsAsync(
        this IClaudeClient client,
        MessageRequest request,
        IReadOnlyList<ClaudeTool> tools,
        ToolLoopOptions? options = null,
        ClaudeCall? call = null,
        CancellationToken cancellationToken = default) =>
        Loop(client, request, tools, options, call).StreamAsync(request, cancellationToken);

    private static ToolLoop Loop(
        IClaudeClient client, MessageRequest request, IReadOnlyList<ClaudeTool> tools, ToolLoopOptions? options, ClaudeCall? call)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(tools);
        var settings = options ?? new ToolLoopOptions();
        return new ToolLoop(client, new ToolBox(tools, ToolChanges.In(request.Messages), settings), settings, call);
    }
}
