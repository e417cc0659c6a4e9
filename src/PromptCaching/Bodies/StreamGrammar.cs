namespace PromptCaching.Bodies;

/// <summary>
/// The order that the events of an answer come in: one start, blocks in order, what belongs to a block after its start, one stop. A stream that
/// breaks it (events doubled by a proxy, for one) reads as something that the model never said.
/// </summary>
internal struct StreamGrammar
{
    private bool _hasStarted;
    private bool _hasStopped;
    private long _last;

    public StreamGrammar() => _last = -1;

    /// <summary>Gets a value indicating whether an event came that could not come there.</summary>
    public bool IsBroken { get; private set; }

    public void OnMessageStart()
    {
        Expect(!_hasStarted);
        _hasStarted = true;
    }

    public void OnBlockStart(long? index)
    {
        Expect(_hasStarted && index > _last);
        _last = index ?? _last;
    }

    /// <summary>A block grows or ends. Not every recorded stream ends one before it begins the next.</summary>
    public void OnBlock(long? index) => Expect(index >= 0 && index <= _last);

    public void OnMessageDelta() => Expect(_hasStarted);

    public void OnMessageStop()
    {
        Expect(_hasStarted);
        _hasStopped = true;
    }

    /// <summary>An event of a known name came that says nothing that can be read.</summary>
    public void OnNonsense() => IsBroken = true;

    private void Expect(bool holds) => IsBroken |= !holds || _hasStopped;
}
