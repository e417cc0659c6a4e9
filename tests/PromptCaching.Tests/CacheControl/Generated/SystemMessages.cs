namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>System messages inside a conversation; one that holds for a turn only refuses markers.</summary>
internal sealed class SystemMessages(Pen pen, BetaSet betas)
{
    private Random Chance => pen.Chance;

    public Piece Some()
    {
        var isForTheTurn = betas.HasClearAt && Chance.OneIn(2);
        return betas.HasTurnSettings && Chance.OneIn(4)
            ? pen.Object(("role", pen.Text("system")), ("content", pen.Array()), ("output_config", pen.Object(("effort", pen.Text("low")))))
            : pen.Object(
                ("role", pen.Text("system")),
                ("content", Chance.OneIn(3) ? pen.Text(Words.Some(Chance)) : pen.Array(Blocks(isForTheTurn))),
                ("clear_at", isForTheTurn ? pen.Text("next_user_message") : betas.HasClearAt && Chance.OneIn(3) ? pen.Text("never") : null));
    }

    private IEnumerable<Piece> Blocks(bool isForTheTurn)
    {
        yield return Block(isForTheTurn, ("type", pen.Text("text")), ("text", pen.Text(Words.Some(Chance))));
        if (betas.HasToolChanges && Chance.OneIn(2))
        {
            var isAddition = betas.HasInlineTools && Chance.OneIn(2);
            var tool = isAddition
                ? pen.Object(("type", pen.Text("tool_definition")), ("definition", new Tools(pen, betas).Custom("late", isDeferred: true)))
                : pen.Object(("type", pen.Text("tool_reference")), ("name", pen.Text("tool_0")));
            yield return Block(isForTheTurn, ("type", pen.Text(isAddition ? "tool_addition" : "tool_removal")), ("tool", tool));
        }
    }

    private Piece Block(bool isForTheTurn, params ReadOnlySpan<(string Name, Piece? Value)> members) =>
        isForTheTurn ? pen.Object(members) : pen.Block(members);
}
