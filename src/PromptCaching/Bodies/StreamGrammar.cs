namespace PromptCaching.Bodies;

/// <summary>
/// The order that the events of an answer come in: one start, blocks that open, grow and close one after another, one stop. A stream that
/// breaks it (events doubled by a proxy, for one) reads as something that the model never said.
/// </summary>
internal struct StreamGrammar
{
    private bool _hasStarted;
    private bool _hasStopped;
    private int _open;
    private int _next;

    public StreamGrammar() => _open = -1;

    /// <summary>Gets a value indicating whether an event came that could not come there.</summary>
    public bool IsBroken { get; private set; }

    public void OnMessageStart()
    {
        Expect(!_hasStarted);
        _hasStarted = true;
    }

    public void OnBlockStart(long? index)
    {
        Expect(_hasStarted && _open < 0 && index == _next);
        _open = _next++;
    }

    public void OnDelta(int index) => Expect(_open >= 0 && index == _open);

    public void OnBlockStop(long? index)
    {
        Expect(_open >= 0 && index == _open);
        _open = -1;
    }

    public void OnMessageDelta() => Expect(_hasStarted && _open < 0);

    public void OnMessageStop()
    {
        Expect(_hasStarted && !_hasStopped && _open < 0);
        _hasStopped = true;
    }

    /// <summary>Something came that is no event at all.</summary>
    public void OnNonsense() => IsBroken = true;

    private void Expect(bool holds) => IsBroken |= !holds || _hasStopped;
}
