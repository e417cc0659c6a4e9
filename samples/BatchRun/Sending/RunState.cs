using BatchRun.Building;

namespace BatchRun.Sending;

/// <summary>What is known before a run begins.</summary>
/// <param name="Recorded">The requests whose answers the checkpoint holds.</param>
/// <param name="Spent">What those answers cost, in USD.</param>
/// <param name="InFlight">The calls that were begun, and whose answers are not among them.</param>
internal sealed record RunState(IReadOnlySet<string> Recorded, decimal Spent, IReadOnlyList<string> InFlight)
{
    public static async Task<RunState> ReadAsync(Manifest manifest, StudyFolder folder, ShardLog log, CancellationToken cancellationToken)
    {
        var (recorded, spent) = (new HashSet<string>(StringComparer.Ordinal), 0m);
        await foreach (var (shard, result) in RecordedAnswers.ReadAsync(manifest, folder, cancellationToken))
        {
            recorded.Add(result.Id!);
            spent += result.Cost ?? 0;
            log.AddRecorded(shard.Name, result);
        }

        return new RunState(recorded, spent, CallsInFlight.Of(LineFile<JournalLine>.Read(folder.Journal), recorded.Contains));
    }
}
