namespace PromptCaching.CacheControl.Linting;

/// <summary>Tells a conversation that went on, or was edited, from another one.</summary>
internal sealed class ConversationComparison
{
    private readonly IReadOnlyList<PromptBlock> _before;
    private readonly IReadOnlyList<PromptBlock> _now;
    private readonly bool _isOtherQuestion;
    private readonly bool _isCut;
    private readonly bool _isEdited;

    public ConversationComparison(LintedPrompt before, LintedPrompt now)
    {
        (_before, _now) = (before.Messages, now.Messages);
        Shared = _before.Zip(_now).TakeWhile(static pair => BlockComparison.AreSame(pair.First, pair.Second)).Count();
        _isOtherQuestion = Shared < Math.Min(_before.Count, _now.Count)
            && _before[Shared].Message >= before.LastQuestion && _now[Shared].Message >= now.LastQuestion
            && before.LastQuestion == now.LastQuestion;
        _isCut = Shared == 0 && (IsTailFrom(0) || IsTailFrom(1));
        _isEdited = !_isOtherQuestion && Shared < Math.Min(_before.Count, _now.Count) && IsEdited(Shared);
    }

    /// <summary>Gets how many blocks they have in common from the first on.</summary>
    public int Shared { get; }

    public bool IsSame => _isCut || _isEdited || (Shared > 0 && Shared == _before.Count);

    /// <summary>Finds the first message block that differs where the conversation is the same.</summary>
    public Drift? First(int position)
    {
        if (_isCut)
        {
            return new Drift(PrefixDriftKind.HistoryCut, "messages.0", "no longer begins the conversation", position);
        }

        if (!_isEdited)
        {
            return null;
        }

        var (one, other) = (_before[Shared], _now[Shared]);
        var place = position + Shared;
        return FollowsIn(_before, other) ? new Drift(PrefixDriftKind.MessageChanged, one.Place, "is gone", place)
            : FollowsIn(_now, one) ? new Drift(PrefixDriftKind.MessageChanged, other.Place, "was put in", place)
            : Drift.From(BlockComparison.First(one, other)!, PrefixDriftKind.MessageChanged, place);
    }

    private bool IsEdited(int at) =>
        BlockComparison.First(_before[at], _now[at]) is { IsSpelling: true }
        || (at + 1 < _now.Count && FollowsIn(_before, _now[at + 1]))
        || FollowsIn(_before, _now[at])
        || FollowsIn(_now, _before[at])
        || (_now.Count > _before.Count && BlockComparison.AreAlike(_before[at], _now[at]));

    private bool FollowsIn(IReadOnlyList<PromptBlock> blocks, PromptBlock block) =>
        Shared + 1 < blocks.Count && BlockComparison.AreSame(blocks[Shared + 1], block);

    /// <summary>Whether two blocks in a row, from one of the first on, stood further back in the earlier conversation.</summary>
    private bool IsTailFrom(int start) => start + 1 < _now.Count && Enumerable.Range(start + 1, Math.Max(0, _before.Count - start - 2)).Any(index =>
        BlockComparison.AreSame(_before[index], _now[start]) && BlockComparison.AreSame(_before[index + 1], _now[start + 1]));
}
