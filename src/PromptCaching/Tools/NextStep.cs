using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Tools;

/// <summary>What an answer, or the end of a conversation, asks of a loop.</summary>
/// <param name="WantsMore">The model has not ended its turn.</param>
/// <param name="Calls">The tools of the caller's that it waits for.</param>
internal sealed record NextStep(bool WantsMore, IReadOnlyList<ToolUseBlock> Calls)
{
    private static readonly NextStep End = new(false, []);

    /// <summary>Reads it off an answer. Calls in an answer that was cut or refused are not run: their input may be half an input.</summary>
    public static NextStep After(Message answer)
    {
        var calls = RefusedAttempts.CallsAfter(answer.Content);
        return answer.StopReason?.Value switch
        {
            "tool_use" when calls.Count > 0 => new(true, calls),
            "pause_turn" or "compaction" => new(true, calls),
            _ => End,
        };
    }

    /// <summary>The calls that a conversation ends with: nothing has answered them.</summary>
    public static IReadOnlyList<ToolUseBlock> LeftOver(IReadOnlyList<InputMessage> conversation) =>
        conversation is [.., { } last] && last.Role == Role.Assistant ? RefusedAttempts.CallsAfter(last.Content) : [];

    /// <summary>The request after the first: forced again and again to use a tool, the model could never answer.</summary>
    public static MessageRequest Unforced(MessageRequest request) => request.ToolChoice switch
    {
        { Type: "any" or "tool", DisableParallelToolUse: { } oneAtATime } =>
            request with { ToolChoice = ToolChoice.Auto with { DisableParallelToolUse = oneAtATime } },
        { Type: "any" or "tool" } => request with { ToolChoice = null },
        _ => request,
    };

    /// <summary>Code that waits for a tool waits in its container: the next request names it.</summary>
    public static MessageRequest InContainerOf(Message answer, MessageRequest request) =>
        answer.Container?.Id is { } id ? request with { Container = (request.Container ?? new()) with { Id = id } } : request;
}
