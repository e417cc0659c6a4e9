using PromptCaching.Messages.Content;

namespace PromptCaching.Tools;

/// <summary>Runs a tool and puts whatever comes of it into the block that answers the model.</summary>
internal static class ToolOutcomes
{
    private const string Hidden = "The tool failed.";

    public static async Task<ToolOutcome> OfAsync(ClaudeTool tool, ToolUseBlock call, ToolLoopOptions options, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.ToolTimeout, options.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            // A tool that does not look at the token is left behind.
            var content = await tool.RunAsync(call, either.Token).WaitAsync(either.Token).ConfigureAwait(false);
            return new(call, ResultOf(call) with { Content = content }, null);
        }
        catch (OperationCanceledException ended) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Failed(call, new ClaudeToolException($"The tool did not end within {options.ToolTimeout}.", ended), options.ShowErrors);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return Failed(call, failure, options.ShowErrors);
        }
    }

    public static ToolOutcome Unknown(ToolUseBlock call, IEnumerable<string> names)
    {
        var known = string.Join(", ", names);
        var advice = known.Length == 0 ? "There is none." : $"There are: {known}.";
        var set = call.ToolsetName is { } toolset ? $" of the toolset '{toolset}'" : "";
        return Failed(call, new ClaudeToolException($"There is no tool '{call.Name}'{set} here. {advice}"), showsErrors: true);
    }

    /// <summary>The actions of a toolset build on each other: what a failed one should have done is missing for those after it.</summary>
    public static ToolOutcome NotReached(ToolUseBlock call) => Failed(
        call, new ClaudeToolException("It was not run, as one before it failed. Look at the state, then ask for it again."), showsErrors: true);

    public static ToolOutcome Broken(ToolUseBlock call) => Failed(
        call, new ClaudeToolException($"The input is no JSON object, so the tool was not run. Send it again, whole. It was: {call.Input}"), showsErrors: true);

    private static ToolOutcome Failed(ToolUseBlock call, Exception failure, bool showsErrors)
    {
        var isTold = (showsErrors || failure is ClaudeToolException) && failure.Message.Length > 0;
        return new(call, ResultOf(call) with { Content = isTold ? failure.Message : Hidden, IsError = true }, failure);
    }

    private static ToolResultBlock ResultOf(ToolUseBlock call) => new(call.Id) { ToolsetName = call.ToolsetName };
}
