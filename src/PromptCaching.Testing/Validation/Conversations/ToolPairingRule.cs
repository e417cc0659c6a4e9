using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation.Conversations;

/// <summary>Each result answers a call of the turn before, and each call is answered in the turn after.</summary>
internal sealed class ToolPairingRule : IRequestRule
{
    public ApiError? Check(RequestUnderTest request)
    {
        if (request.Visit.Conversation.IsPairedInOrder())
        {
            return null;
        }

        // System messages stand beside the conversation: a result is still the next turn after its call.
        var turns = MergedTurn.Of(request.Body).Index().Where(static turn => turn.Item.Role != "system").ToArray();
        return Enumerable.Range(0, turns.Length)
            .Select(at => StrayResult(turns[at], at == 0 ? null : turns[at - 1].Item)
                ?? (at == turns.Length - 1 && request.IsCount ? null : OpenCalls(turns[at], at == turns.Length - 1 ? null : turns[at + 1].Item)))
            .FirstOrDefault(static error => error is not null);
    }

    private static ApiError? StrayResult((int Index, MergedTurn Turn) at, MergedTurn? before)
    {
        var calls = Ids(before, "tool_use", "id").ToHashSet(StringComparer.Ordinal);
        return at.Turn.Blocks.Index()
            .Where(block => block.Item.GetText("type") == "tool_result" && !calls.Contains(block.Item.GetText("tool_use_id")!))
            .Select(block => ApiError.Invalid(
                $"messages.{at.Index}.content.{block.Index}: unexpected `tool_use_id` found in `tool_result` blocks: {block.Item.GetText("tool_use_id")}. "
                + "Each `tool_result` block must have a corresponding `tool_use` block in the previous message."))
            .FirstOrDefault();
    }

    private static ApiError? OpenCalls((int Index, MergedTurn Turn) at, MergedTurn? after)
    {
        var results = Ids(after, "tool_result", "tool_use_id").ToHashSet(StringComparer.Ordinal);
        string[] open = [.. Ids(at.Turn, "tool_use", "id").Where(id => !results.Contains(id))];
        return open.Length == 0
            ? null
            : ApiError.Invalid(
                $"messages.{at.Index}: `tool_use` ids were found without `tool_result` blocks immediately after: {string.Join(", ", open)}. "
                + "Each `tool_use` block must have a corresponding `tool_result` block in the next message.");
    }

    private static IEnumerable<string> Ids(MergedTurn? turn, string type, string field) => (turn?.Blocks ?? [])
        .Where(block => block.GetText("type") == type)
        .Select(block => block.GetText(field)!);
}
