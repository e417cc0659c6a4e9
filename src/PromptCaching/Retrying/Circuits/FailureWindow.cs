namespace PromptCaching.Retrying.Circuits;

/// <summary>Counts the attempts of the last five to ten seconds: the slice that runs and the one before it.</summary>
internal struct FailureWindow
{
    private static readonly TimeSpan Slice = TimeSpan.FromSeconds(5);
    private TimeSpan _begin;
    private int _attempts;
    private int _failures;
    private int _attemptsBefore;
    private int _failuresBefore;

    public readonly int Attempts => _attempts + _attemptsBefore;

    public readonly double FailureShare => Attempts == 0 ? 0 : (double)(_failures + _failuresBefore) / Attempts;

    public void Add(bool failed, TimeSpan now)
    {
        var age = now - _begin;
        if (age >= Slice)
        {
            (_attemptsBefore, _failuresBefore) = age < 2 * Slice ? (_attempts, _failures) : (0, 0);
            (_attempts, _failures, _begin) = (0, 0, now);
        }

        _attempts++;
        _failures += failed ? 1 : 0;
    }
}
