using System.Text.Json;
using BatchRun.Building;
using BatchRun.Configuration;
using BatchRun.Costs;
using BatchRun.Sending;

namespace BatchRun.Reporting;

/// <summary>Reads what a report says out of the files of a study: the answers are those of the checkpoint, whichever run they came in.</summary>
internal sealed class ReportReader(StudyFolder folder, TimeProvider time)
{
    public async Task<ReportFigures> ReadAsync(CancellationToken cancellationToken)
    {
        var manifest = ManifestFile.Read(folder.Manifest);
        var run = File.Exists(folder.Run) ? JsonSerializer.Deserialize<RunRecord>(TextFile.Read(folder.Run), Json.Files) : null;
        var prices = PriceList.Today(manifest.Model, time);
        var arms = manifest.Arms.ToDictionary(static arm => arm.Name, static arm => ReportRow.Empty(arm.Name), StringComparer.Ordinal);
        var shards = manifest.Shards.ToDictionary(static shard => shard.Name, static shard => ReportRow.Empty(shard.Name), StringComparer.Ordinal);
        var recorded = new HashSet<string>(StringComparer.Ordinal);
        var isBatch = run?.Mode == RunMode.Batches;
        await TextFile.ReplaceAsync(folder.Answers, async answers =>
        {
            await foreach (var (shard, result) in RecordedAnswers.ReadAsync(manifest, folder, cancellationToken))
            {
                var name = RequestName.Parse(result.Id!);
                var tokens = Tokens.Of(result.Message!.Usage);
                var inBatch = result.Message.Usage?.ServiceTier?.Value is { } tier ? tier == "batch" : isBatch;
                recorded.Add(result.Id!);
                arms[name.Arm] = arms[name.Arm].With(tokens, prices, inBatch);
                shards[shard.Name] = shards[shard.Name].With(tokens, prices, inBatch);
                await answers.WriteLineAsync(AnswerLine.Of(name, result.Message).ToJson());
            }
        });

        var journal = LineFile<JournalLine>.Read(folder.Journal).ToList();
        return new ReportFigures
        {
            Manifest = manifest,
            Run = run,
            Arms = [.. arms.Values],
            Shards = [.. shards.Values],
            Outcomes = CacheReasons.Of(journal, recorded, name => manifest.ArmOf(RequestName.Parse(name)).IsBelowMinimum),
            Failures = Failures(journal, recorded),
            LeastPromptCost = run is { IsEmulated: true } ? await LeastAsync(manifest, recorded, new LeastCost(prices, isBatch), cancellationToken) : null,
        };
    }

    private static (string Reason, int Count)[] Failures(IEnumerable<JournalLine> journal, HashSet<string> recorded) =>
    [
        .. journal.Where(line => line.Failed is { } name && !recorded.Contains(name))
            .GroupBy(static line => line.Failed!, StringComparer.Ordinal).Select(static group => group.Last().Error ?? "unknown")
            .GroupBy(static error => error, StringComparer.Ordinal).Select(static group => (group.Key, group.Count()))
            .OrderByDescending(static pair => pair.Item2),
    ];

    private async Task<decimal> LeastAsync(Manifest manifest, HashSet<string> recorded, LeastCost least, CancellationToken cancellationToken)
    {
        foreach (var shard in manifest.Shards)
        {
            await foreach (var request in ShardFiles.ReadAsync(folder, shard, cancellationToken))
            {
                if (recorded.Contains(request.CustomId))
                {
                    least.Add(JsonSerializer.SerializeToElement(request.Params));
                }
            }
        }

        return least.Usd;
    }
}
