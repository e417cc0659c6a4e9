namespace PromptCaching.Chaos.CutStreams;

/// <summary>Counts what cuts did, and shows the first of what must not be.</summary>
internal sealed class CutTally(TextWriter progress)
{
    private const int MostToShow = 10;
    private readonly Lock _gate = new();
    private int _cuts;
    private int _stored;
    private int _replayed;
    private int _reported;
    private int _changed;
    private int _whole;
    private int _wholeKept;
    private int _shown;

    public void AddWhole(RecordedStream stream, bool isReplayed)
    {
        lock (_gate)
        {
            _whole++;
            _wholeKept += isReplayed ? 1 : 0;
            Show(!isReplayed, $"{stream.Source}: not replayed although it is whole and ended in {stream.StopReason}");
        }
    }

    public void Add(RecordedStream stream, int at, Cut cut, CutOutcome outcome)
    {
        // Behind its last event an answer is whole, whatever happens to the connection: it may be kept, and nothing is left to report.
        var isCut = at < stream.EndOfAnswer;
        var isReported = outcome.WasReported || (!isCut && outcome.Received >= stream.EndOfAnswer);
        lock (_gate)
        {
            _cuts++;
            _stored += isCut && outcome.WasStored ? 1 : 0;
            _replayed += isCut && outcome.WasReplayed ? 1 : 0;
            _reported += isReported ? 1 : 0;
            _changed += outcome.IsUnchanged ? 0 : 1;
            Show(!isReported || !outcome.IsUnchanged || (isCut && (outcome.WasStored || outcome.WasReplayed)), $"{stream.Source}, {cut} at {at}: {outcome}");
        }
    }

    public IReadOnlyList<Figure> Figures(string scenario) =>
    [
        Figure.Never($"{scenario}/stored", _stored),
        Figure.Never($"{scenario}/replayed", _replayed),
        Figure.Never($"{scenario}/bytes-changed", _changed),
        new Figure($"{scenario}/share-reported", Share(_reported, _cuts), 1, "min"),
        new Figure($"{scenario}/share-of-whole-streams-replayed", Share(_wholeKept, _whole), 1, "min"),
        Figure.AtLeast($"{scenario}/whole-streams", _whole, 1),
        Figure.AtLeast($"{scenario}/cuts", _cuts, 1),
    ];

    /// <summary>Cut short, not rounded: one of a million that is missing must not look like none.</summary>
    private static double Share(int part, int whole) => part == whole ? 1 : Math.Floor(1e6 * part / whole) / 1e6;

    private void Show(bool isWrong, string what)
    {
        if (isWrong && _shown++ < MostToShow)
        {
            progress.WriteLine(what);
        }
    }
}
