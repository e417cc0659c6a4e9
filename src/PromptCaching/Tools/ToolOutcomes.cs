using PromptCaching.Messages.Content;

namespace PromptCaching.Tools;

/// <summary>Runs a tool and puts whatever comes of it into the block that answers the model.</summary>
internal static class ToolOutcomes
{
    private const string Hidden = "The tool failed.";

    public static async Task<ToolOutcome> OfAsync(ClaudeTool tool, ToolUseBlock call, bool showsErrors, CancellationToken cancellationToken)
    {
        try
        {
            var content = await tool.RunAsync(call.Input, cancellationToken).ConfigureAwait(false);
            return new(call, ResultOf(call) with { Content = content }, null);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            return Failed(call, failure, showsErrors);
        }
    }

    public static ToolOutcome Unknown(ToolUseBlock call, IEnumerable<string> names)
    {
        var known = string.Join(", ", names);
        var advice = known.Length == 0 ? "There is none." : $"There are: {known}.";
        return Failed(call, new ClaudeToolException($"There is no tool '{call.Name}' here. {advice}"), showsErrors: true);
    }

    private static ToolOutcome Failed(ToolUseBlock call, Exception failure, bool showsErrors)
    {
        var isTold = (showsErrors || failure is ClaudeToolException) && failure.Message.Length > 0;
        return new(call, ResultOf(call) with { Content = isTold ? failure.Message : Hidden, IsError = true }, failure);
    }

    private static ToolResultBlock ResultOf(ToolUseBlock call) => new(call.Id) { ToolsetName = call.ToolsetName };
}
