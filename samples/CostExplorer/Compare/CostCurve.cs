namespace CostExplorer.Compare;

/// <summary>The cost so far at points in time; with more points than a picture can show, every second one is dropped.</summary>
internal sealed class CostCurve
{
    private const int MostPoints = 512;
    private readonly List<(TimeSpan At, double Cost)> _points = [];
    private double _cost;
    private int _every = 1;
    private int _seen;
    private TimeSpan _last;

    /// <summary>Gets the points, the last request always among them.</summary>
    public IReadOnlyList<(TimeSpan At, double Cost)> Points => _seen == 0 ? [] : [.. _points, (_last, _cost)];

    public void Add(TimeSpan at, double cost)
    {
        _cost += cost;
        _last = at;
        if (_seen++ % _every != 0)
        {
            return;
        }

        _points.Add((at, _cost));
        if (_points.Count == MostPoints)
        {
            var kept = _points.Where(static (_, index) => index % 2 == 0).ToList();
            _points.Clear();
            _points.AddRange(kept);
            _every *= 2;
        }
    }
}
