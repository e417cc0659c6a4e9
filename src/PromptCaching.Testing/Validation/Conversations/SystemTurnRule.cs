using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation.Conversations;

/// <summary>Where a system message may stand, and on which models. The places are documented; their wording is ours.</summary>
internal sealed class SystemTurnRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request)
    {
        if (!request.Visit.Conversation.HasSystemTurn)
        {
            return null;
        }

        var turns = MergedTurn.Of(request.Body);
        var at = turns.Index().First(static turn => turn.Item.Role == "system").Index;
        return request.Rules is { TakesSystemMessages: false }
            ? ApiError.Invalid($"messages.{at}: role 'system' is not supported on this model")
            : turns.Index().Where(static turn => turn.Item.Role == "system")
                .Select(turn => Place(turns, turn.Index))
                .FirstOrDefault(static error => error is not null);
    }

    private static ApiError? Place(IReadOnlyList<MergedTurn> turns, int at)
    {
        // An empty one changes nothing but the effort, and may open the conversation.
        if (turns[at].Blocks.Count == 0)
        {
            return null;
        }

        var follows = at > 0 && (turns[at - 1].Role == "user" || EndsInServerResult(turns[at - 1]));
        var precedes = at == turns.Count - 1 || turns[at + 1].Role == "assistant";
        return !follows ? Refuse(at, "follow a user message or an assistant message that ends in a server tool result")
            : !precedes ? Refuse(at, "precede an assistant message or be the last message")
            : null;
    }

    private static ApiError Refuse(int at, string rule) => ApiError.Invalid($"messages.{at}: a system message must {rule}");

    private static bool EndsInServerResult(MergedTurn turn) =>
        turn.Blocks.Count > 0 && turn.Blocks[^1].GetText("type")!.EndsWith("_tool_result", StringComparison.Ordinal);
}
