using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Tools;

/// <summary>The tools of a loop: how requests list them, and who runs which.</summary>
internal sealed class ToolBox
{
    private readonly IReadOnlyList<ClaudeTool> _tools;
    private readonly Dictionary<string, ClaudeTool> _byName = new(StringComparer.Ordinal);
    private readonly ToolLoopOptions _options;

    public ToolBox(IReadOnlyList<ClaudeTool> tools, ToolLoopOptions options)
    {
        (_tools, _options) = ([.. tools], options);
        foreach (var tool in _tools)
        {
            if (!_byName.TryAdd(tool.Name, tool))
            {
                throw new ArgumentException($"Two tools have the name '{tool.Name}': the model could not tell them apart.", nameof(tools));
            }
        }
    }

    /// <summary>The caller's list, then the tools that are not in it. Tools lead the prompt, so the order is the caller's and never changes.</summary>
    public IReadOnlyList<Tool>? Listed(IReadOnlyList<Tool>? listed)
    {
        var present = listed ?? [];
        var missing = _tools.Select(static tool => tool.Definition).Where(tool => !present.Any(other => other.Name == tool.Name)).ToArray();
        return missing.Length == 0 ? listed : [.. present, .. missing];
    }

    /// <summary>Runs what the model asks for in one turn; the outcomes come in the order of the calls.</summary>
    /// <param name="calls">The calls.</param>
    /// <param name="tell">Hears of each as it begins and ends, from several threads.</param>
    /// <param name="cancellationToken">Ends the tools that are at work.</param>
    public async Task<IReadOnlyList<ToolOutcome>> RunAsync(
        IReadOnlyList<ToolUseBlock> calls, Action<ToolLoopUpdate>? tell, CancellationToken cancellationToken)
    {
        var outcomes = new ToolOutcome[calls.Count];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = _options.MaxParallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, calls.Count),
            limits,
            async (index, cancelled) =>
            {
                tell?.Invoke(new ToolLoopCallBegun(calls[index]));
                outcomes[index] = await RunAsync(calls[index], cancelled).ConfigureAwait(false);
                tell?.Invoke(new ToolLoopCallEnded(outcomes[index]));
            }).ConfigureAwait(false);
        return outcomes;
    }

    private async ValueTask<ToolOutcome> RunAsync(ToolUseBlock call, CancellationToken cancellationToken) =>
        !_byName.TryGetValue(call.Name, out var tool) ? ToolOutcomes.Unknown(call, _tools.Select(static known => known.Name))
        : Returnable.IsBroken(call) ? ToolOutcomes.Broken(call)
        : await ToolOutcomes.OfAsync(tool, call, _options, cancellationToken).ConfigureAwait(false);
}
