namespace PromptCaching.CacheControl.Verdicts;

/// <summary>An earlier request beside the one that is judged.</summary>
/// <param name="Earlier">The earlier request.</param>
/// <param name="Kinship">How close it is.</param>
/// <param name="Difference">The first thing that differs.</param>
/// <param name="CommonSteps">How many blocks its entries match.</param>
/// <param name="CommonMessages">How many blocks of the messages are the same, whatever stands before them.</param>
internal readonly record struct Relative(
    EarlierRequest Earlier, Kinship Kinship, RequestDifference? Difference, int CommonSteps, int CommonMessages)
{
    public static Relative Of(EarlierRequest earlier, RecentRequest now)
    {
        var before = earlier.Request;
        var difference = RequestComparison.First(before, now);
        var steps = RequestComparison.CommonSteps(difference, before, now);
        var messages = before.Messages.AsSpan().CommonPrefixLength(now.Messages);
        return new Relative(earlier, KinshipOf(before, now, steps, messages), difference, steps, messages);
    }

    /// <summary>Finds the request that the later one should have read from.</summary>
    public static Relative? Nearest(IEnumerable<Relative> relatives)
    {
        Relative? nearest = null;
        foreach (var relative in relatives.Where(static relative => relative.Kinship != Kinship.None))
        {
            nearest = nearest is { } known && known.Rank.CompareTo(relative.Rank) > 0 ? known : relative;
        }

        return nearest;
    }

    private (Kinship Kinship, int Common, int More) Rank =>
        Kinship == Kinship.SameApplication ? (Kinship, CommonSteps, 0) : (Kinship, CommonMessages, CommonSteps);

    private static Kinship KinshipOf(RecentRequest before, RecentRequest now, int steps, int messages)
    {
        if (messages > 0 && messages == before.Messages.Length && (now.Turn > 0 || messages == now.Messages.Length))
        {
            return Kinship.SameConversation;
        }

        if (before.Model != now.Model || before.Isolation != now.Isolation)
        {
            return Kinship.None;
        }

        // The last thing that was said comes up again in a conversation that goes on, wherever it stands now.
        var isEdited = now.Turn > 0 && before.Messages.Length > 0 && before.Shape == now.Shape && now.Messages.Contains(before.Messages[^1]);
        return isEdited ? Kinship.EditedConversation
            : steps > 0 || before.Shape == now.Shape ? Kinship.SameApplication
            : Kinship.None;
    }
}
