namespace PromptCaching.Chaos.StoreFaults;

/// <summary>Counts what lies did, and shows the first of what must not be.</summary>
internal sealed class FaultTally(TextWriter progress)
{
    private const int MostToShow = 10;
    private readonly Lock _gate = new();
    private readonly Dictionary<Lie, int> _byLie = [];
    private int _lies;
    private int _chainLies;
    private int _wrong;
    private int _notMissed;
    private int _exceptions;
    private int _truths;
    private int _truthsLost;
    private int _naive;
    private int _shown;

    public void AddLie(Lie lie, bool isChain, bool isWrong, bool isMiss, string what)
    {
        lock (_gate)
        {
            _byLie[lie] = _byLie.GetValueOrDefault(lie) + 1;
            _lies++;
            _chainLies += isChain ? 1 : 0;
            _wrong += isWrong ? 1 : 0;
            _notMissed += isMiss ? 0 : 1;
            Show(isWrong || !isMiss, $"{lie}: {what}");
        }
    }

    public void AddTruth(bool isFound)
    {
        lock (_gate)
        {
            _truths++;
            _truthsLost += isFound ? 0 : 1;
        }
    }

    public void AddNaive(bool isWrong)
    {
        lock (_gate)
        {
            _naive += isWrong ? 1 : 0;
        }
    }

    public void AddException(Exception exception, string what)
    {
        lock (_gate)
        {
            _exceptions++;
            Show(true, $"{what}: {exception}");
        }
    }

    public IReadOnlyList<Figure> Figures(string scenario) =>
    [
        Figure.Never($"{scenario}/wrong-answers", _wrong),
        Figure.Never($"{scenario}/exceptions", _exceptions),
        Figure.Never($"{scenario}/lies-not-counted-as-misses", _notMissed),
        Figure.Never($"{scenario}/truths-not-found", _truthsLost),
        Figure.AtLeast($"{scenario}/truths", _truths, 1),
        Figure.AtLeast($"{scenario}/lies-through-the-whole-chain", _chainLies, 1),
        Figure.AtLeast($"{scenario}/kinds-of-lies", _byLie.Count, Lies.All.Count),
        Figure.AtLeast($"{scenario}/lies", _lies, 1),
        Figure.AtLeast($"{scenario}/wrong-answers-of-an-unsealed-cache", _naive, 1),
    ];

    private void Show(bool isWrong, string what)
    {
        if (isWrong && _shown++ < MostToShow)
        {
            progress.WriteLine(what);
        }
    }
}
