using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using BatchRun.Building;
using BatchRun.Configuration;
using PromptCaching;
using PromptCaching.Messages.Content;

namespace BatchRun.Sending;

/// <summary>Sends what is not recorded yet, and notes what is begun and what comes of it.</summary>
internal sealed class Sender(Manifest manifest, StudyFolder folder, StudyConfiguration study, Connection connection, StopRule stop)
{
    private readonly ConcurrentDictionary<string, string> _shardOf = new(StringComparer.Ordinal);

    /// <summary>
    /// The requests of a batch take place side by side and would all write one prefix. Where the library marks it, it sends one of them first; where the
    /// breakpoint is ours, that is ours to do.
    /// </summary>
    private bool NeedsPriming => study.Run.Mode == RunMode.Batches && manifest.CacheControl == CacheControlToggle.System;

    public async Task<RunFigures> RunAsync(
        RunState state, RunFigures figures, ShardLog log, bool isEmulated, Action<RunFigures> report, CancellationToken cancellationToken)
    {
        using var journal = new LineFile<JournalLine>(folder.Journal);
        var options = new GenerateManyOptions
        {
            Checkpoint = folder.Checkpoint,
            MaxConcurrency = study.Run.Mode == RunMode.Batches ? 1 : study.Run.Concurrency,
            Batches = SendingOptions.Batches(study.Run.Mode, study.Run.ShardSize, isEmulated),
        };
        foreach (var isPriming in NeedsPriming ? [true, false] : new[] { false })
        {
            var items = ItemsAsync(state, isPriming, journal, cancellationToken);
            await foreach (var result in connection.Client.GenerateManyAsync(items, options, cancellationToken))
            {
                journal.Add(JournalLine.Of(result));
                stop.See(result);
                if (StopRule.IsRefusedByBudget(result))
                {
                    // Not sent, not paid: it is neither a success nor a failure, but what is left to do.
                    continue;
                }

                figures = figures.With(result);
                log.Add(_shardOf[result.Id!], result);
                report(figures);
            }
        }

        return figures;
    }

    private async IAsyncEnumerable<GenerateManyItem> ItemsAsync(
        RunState state, bool isPriming, LineFile<JournalLine> journal, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var prefixes = new HashSet<MessageContent?>();
        foreach (var shard in manifest.Shards)
        {
            await foreach (var request in ShardFiles.ReadAsync(folder, shard, cancellationToken))
            {
                if (state.Recorded.Contains(request.CustomId) || _shardOf.ContainsKey(request.CustomId)
                    || (isPriming && !prefixes.Add(request.Params.System)))
                {
                    continue;
                }

                if (!stop.MayBegin(request.CustomId, request.Params))
                {
                    yield break;
                }

                _shardOf[request.CustomId] = shard.Name;
                journal.Add(new JournalLine { Started = request.CustomId });
                yield return new GenerateManyItem(
                    request.Params,
                    request.CustomId,
                    Connection.Wishes(manifest.CacheControl, manifest.ArmOf(RequestName.Parse(request.CustomId)).IsBelowMinimum));
            }
        }
    }
}
