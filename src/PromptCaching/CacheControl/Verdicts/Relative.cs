namespace PromptCaching.CacheControl.Verdicts;

/// <summary>An earlier request beside the one that is judged.</summary>
/// <param name="Earlier">The earlier request.</param>
/// <param name="Kinship">How close it is.</param>
/// <param name="Difference">The first thing that differs.</param>
/// <param name="CommonSteps">How many blocks its entries match.</param>
/// <param name="LastWord">Where the last block of the earlier one stands in the messages of the later one; -1 for nowhere.</param>
internal readonly record struct Relative(EarlierRequest Earlier, Kinship Kinship, RequestDifference? Difference, int CommonSteps, int LastWord)
{
    public static Relative Of(EarlierRequest earlier, RecentRequest now)
    {
        var before = earlier.Request;
        var difference = RequestComparison.First(before, now);
        var steps = RequestComparison.CommonSteps(difference, before, now);
        var messages = before.Messages.AsSpan().CommonPrefixLength(now.Messages);
        var lastWord = before.Messages.Length == 0 ? -1 : now.Messages.AsSpan().LastIndexOf(before.Messages[^1]);
        return new Relative(earlier, KinshipOf(before, now, steps, messages, lastWord), difference, steps, lastWord);
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

    /// <summary>Of a conversation the latest turn is the nearest, edited or not; of an application the longest common beginning.</summary>
    private (int Reach, Kinship Kinship, int Common) Rank => (Kinship == Kinship.SameApplication ? -1 : LastWord, Kinship, CommonSteps);

    private static Kinship KinshipOf(RecentRequest before, RecentRequest now, int steps, int messages, int lastWord)
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
        var isEdited = now.Turn > 0 && lastWord >= 0 && before.Shape == now.Shape;
        return isEdited ? Kinship.EditedConversation
            : steps > 0 || before.Shape == now.Shape || before.System.EndsLike(now.System) ? Kinship.SameApplication
            : Kinship.None;
    }
}
