using System.Text.Json;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>Makes the snapshots of one client, one a second at most however many pages are open, and none while there is no page.</summary>
internal sealed class DashboardFrames(Func<CancellationToken, ValueTask<DashboardSnapshot>> take, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private (DashboardFrame Frame, long TakenAt)? _latest;

    public async ValueTask<DashboardFrame> GetAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_latest is { } latest && time.GetElapsedTime(latest.TakenAt) < Pace)
            {
                return latest.Frame;
            }

            var taken = time.GetTimestamp();
            var frame = Next(await take(cancellationToken).ConfigureAwait(false));
            _latest = (frame, taken);
            return frame;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private DashboardFrame Next(DashboardSnapshot snapshot)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(snapshot, DashboardJson.Default.DashboardSnapshot);
        var before = _latest?.Frame;
        return before is not null && json.AsSpan().SequenceEqual(before.Json) ? before : new DashboardFrame((before?.Version ?? 0) + 1, json);
    }
}
