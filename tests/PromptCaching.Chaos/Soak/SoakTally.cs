namespace PromptCaching.Chaos.Soak;

/// <summary>Counts what came of the calls, and shows the first of what must not be.</summary>
internal sealed class SoakTally(TextWriter progress)
{
    private const int MostToShow = 10;
    private int _calls;
    private int _left;
    private int _broken;
    private int _failed;
    private int _wrong;
    private int _shown;
    private long _bytes;

    public int Calls => _calls;

    /// <summary>Gets the calls whose callers went before the end.</summary>
    public int Left => _left;

    /// <summary>Gets the failures that were meant.</summary>
    public int Broken => _broken;

    /// <summary>Gets the failures that nobody meant.</summary>
    public int UnexpectedFailures => _failed;

    /// <summary>Gets the answers to another question, and those that broke off and were taken for whole.</summary>
    public int WrongAnswers => _wrong;

    /// <summary>Gets how much would be held if somebody held on to every answer: that is what a leak looks like.</summary>
    public long BytesAnswered => Interlocked.Read(ref _bytes);

    /// <param name="call">The call.</param>
    /// <param name="text">What it read; null when its caller left.</param>
    public void Answered(SoakCall call, string? text)
    {
        Interlocked.Increment(ref _calls);
        if (text is null)
        {
            Interlocked.Increment(ref _left);
            return;
        }

        Interlocked.Add(ref _bytes, sizeof(char) * text.Length);
        if (call.IsBroken || text != SoakAnswers.TextOf(call.Question))
        {
            Interlocked.Increment(ref _wrong);
            Show($"{call} got {text}");
        }
    }

    public void Failed(SoakCall call, Exception fault)
    {
        Interlocked.Increment(ref _calls);
        if (call.IsBroken && fault is ClaudeException)
        {
            Interlocked.Increment(ref _broken);
            return;
        }

        Interlocked.Increment(ref _failed);
        Show($"{call} failed: {fault.GetType().Name}: {fault.Message} ({fault.GetBaseException().Message})");
    }

    private void Show(string what)
    {
        if (Interlocked.Increment(ref _shown) <= MostToShow)
        {
            progress.WriteLine(what);
        }
    }
}
