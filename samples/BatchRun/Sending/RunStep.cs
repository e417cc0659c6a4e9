using BatchRun.Building;
using BatchRun.Configuration;
using BatchRun.Costs;
using PromptCaching.Testing;

namespace BatchRun.Sending;

/// <summary><c>run</c>: sends what was built, and goes on where an earlier run ended.</summary>
internal sealed class RunStep(StudyConfiguration study, StudyFolder folder, TimeProvider time, TextWriter screen)
{
    private readonly ProviderConfiguration _provider = study.Providers[folder.Provider];

    /// <exception cref="UsageException">There is nothing to be sent, or not by us.</exception>
    public async Task<RunRecord> RunAsync(CancellationToken cancellationToken)
    {
        ChatPrompt.ThrowIfMeant(folder);
        var manifest = ManifestFile.Read(folder.Manifest);
        using var log = new ShardLog(manifest, folder);
        var state = await RunState.ReadAsync(manifest, folder, log, cancellationToken);
        await screen.WriteLineAsync(RunWords.Introduction(manifest, state, study.Run, !Connection.HasKey));
        using var emulator = Connection.HasKey ? null : Connection.CreateEmulator(recordsBodies: false);
        return await RunAsync(manifest, state, log, emulator, cancellationToken);
    }

    private async Task<RunRecord> RunAsync(
        Manifest manifest, RunState state, ShardLog log, ClaudeEmulator? emulator, CancellationToken cancellationToken)
    {
        var left = study.Run.BudgetUsd is { } budget ? Math.Max(0, budget - state.Spent) : (decimal?)null;
        var isBatches = study.Run.Mode == RunMode.Batches;
        var stop = new StopRule(PriceList.Today(manifest.Model, time), isBatches ? left : null);
        using var connection = new Connection(_provider, isBatches ? null : left, emulator);
        var sender = new Sender(manifest, folder, study, connection, stop);
        var (startedAt, begun) = (time.GetUtcNow(), time.GetTimestamp());
        var figures = new RunFigures(manifest.Requests(), state.Recorded.Count, state.Spent);
        var reason = default(StopReason?);
        try
        {
            await ProgressScreen.ShowAsync(figures, time, async report =>
                figures = await sender.RunAsync(state, figures, log, emulator is not null, now => report(figures = now), cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            reason = StopReason.Cancelled;
        }

        log.AddUnfinished();
        return new RunRecord
        {
            Mode = study.Run.Mode,
            IsEmulated = emulator is not null,
            StartedAt = startedAt,
            Seconds = time.GetElapsedTime(begun).TotalSeconds,
            Requests = figures.Total,
            Restored = figures.Restored,
            Answered = figures.Succeeded,
            Failed = figures.Failed,
            SpentUsd = figures.Spent,
            SpentNowUsd = figures.SpentNow,
            StoppedBy = reason ?? stop.Reason,
            InFlightBefore = state.InFlight,
        };
    }
}
