using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Tools;

/// <summary>The tools of a loop: how requests list them, and who runs which.</summary>
internal sealed class ToolBox
{
    private readonly IReadOnlyList<ClaudeTool> _tools;
    private readonly Dictionary<(bool IsToolset, string Name), ClaudeTool> _byName = [];
    private readonly ToolChanges _changes;
    private readonly ToolLoopOptions _options;

    public ToolBox(IReadOnlyList<ClaudeTool> tools, ToolChanges changes, ToolLoopOptions options)
    {
        (_tools, _changes, _options) = ([.. tools], changes, options);
        foreach (var tool in _tools)
        {
            if (!_byName.TryAdd((tool.IsToolset, tool.Name), tool))
            {
                throw new ArgumentException($"Two tools have the name '{tool.Name}': the model could not tell them apart.", nameof(tools));
            }
        }
    }

    /// <summary>The caller's list, then the tools that are not in it. Tools lead the prompt, so the order is the caller's and never changes.</summary>
    public IReadOnlyList<Tool>? Listed(IReadOnlyList<Tool>? listed)
    {
        var present = listed ?? [];
        var missing = _tools
            .Where(tool => tool.IsToolset ? !present.Any(other => other.Type == tool.Definition.Type) : !Knows(present, tool.Name))
            .Select(static tool => tool.Definition)
            .ToArray();
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
            InOrder(calls),
            limits,
            async (row, cancelled) =>
            {
                var hasFailed = false;
                foreach (var index in row)
                {
                    tell?.Invoke(new ToolLoopCallBegun(calls[index]));
                    outcomes[index] = hasFailed ? ToolOutcomes.NotReached(calls[index]) : await RunAsync(calls[index], cancelled).ConfigureAwait(false);
                    hasFailed |= outcomes[index].Failure is not null;
                    tell?.Invoke(new ToolLoopCallEnded(outcomes[index]));
                }
            }).ConfigureAwait(false);
        return outcomes;
    }

    /// <summary>What runs one after another: the actions of a toolset share a screen; every other call stands alone.</summary>
    private static IEnumerable<int[]> InOrder(IReadOnlyList<ToolUseBlock> calls) =>
        Enumerable.Range(0, calls.Count)
            .GroupBy(index => (calls[index].ToolsetName, Alone: calls[index].ToolsetName is null ? index : 0))
            .Select(static row => row.ToArray());

    private bool Knows(IReadOnlyList<Tool> present, string name) =>
        _changes.BroughtAlong.Contains(name) || present.Any(other => other.Name == name);

    private async ValueTask<ToolOutcome> RunAsync(ToolUseBlock call, CancellationToken cancellationToken) =>
        Find(call) is not { } tool ? ToolOutcomes.Unknown(call, _tools.Where(IsThere).Select(static known => known.Name))
        : Returnable.IsBroken(call) ? ToolOutcomes.Broken(call)
        : await ToolOutcomes.OfAsync(tool, call, _options, cancellationToken).ConfigureAwait(false);

    // An action of a toolset may have the name of a tool of the caller's own.
    private ClaudeTool? Find(ToolUseBlock call) =>
        _byName.TryGetValue((call.ToolsetName is not null, call.ToolsetName ?? call.Name), out var tool) && IsThere(tool) ? tool : null;

    private bool IsThere(ClaudeTool tool) => tool.IsToolset || !_changes.TakenAway.Contains(tool.Name);
}
