namespace PromptCaching.Chaos.RedisStorm;

/// <summary>Counts what became of the calls, and shows the first of those that must not be.</summary>
internal sealed class StormTally(TextWriter progress)
{
    private const int MostToShow = 10;
    private readonly Lock _gate = new();
    private int _shown;

    public int Answered { get; private set; }

    public int Hits { get; private set; }

    public int Cancelled { get; private set; }

    public int Failed { get; private set; }

    /// <summary>Gets how many callers had left already when the store failed, and were told of that instead.</summary>
    public int FailedAfterLeaving { get; private set; }

    public int WrongCaller { get; private set; }

    public int Done => Answered + Cancelled + Failed;

    public void Answer(StormCall call, string text, bool isHit)
    {
        lock (_gate)
        {
            Answered++;
            Hits += isHit ? 1 : 0;
            if (text != ScopedApi.AnswerFor(call.Scope, call.Question))
            {
                WrongCaller++;
                Show($"{call.Scope} asked \"{call.Question}\" and got \"{text}\"");
            }
        }
    }

    public void Cancel()
    {
        lock (_gate)
        {
            Cancelled++;
        }
    }

    public void FailAfterLeaving()
    {
        lock (_gate)
        {
            Cancelled++;
            FailedAfterLeaving++;
        }
    }

    public void Fail(StormCall call, Exception fault)
    {
        lock (_gate)
        {
            Failed++;
            Show($"{call} failed: {fault}");
        }
    }

    private void Show(string what)
    {
        if (_shown++ < MostToShow)
        {
            progress.WriteLine(what);
        }
    }
}
