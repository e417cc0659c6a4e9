using System.Runtime.CompilerServices;
using BatchRun.Building;
using PromptCaching;

namespace BatchRun.Sending;

/// <summary>Reads the answers that a checkpoint holds, shard by shard, without any call.</summary>
internal static class RecordedAnswers
{
    public static async IAsyncEnumerable<(ManifestShard Shard, GenerateManyResult Result)> ReadAsync(
        Manifest manifest, StudyFolder folder, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.Checkpoint))
        {
            yield break;
        }

        var options = new GenerateManyOptions { MaxConcurrency = 1, Checkpoint = folder.Checkpoint };
        foreach (var shard in manifest.Shards)
        {
            var items = ShardFiles.ReadAsync(folder, shard, cancellationToken).Select(static request => new GenerateManyItem(request.Params, request.CustomId));
            await foreach (var result in new SilentClient().GenerateManyAsync(items, options, cancellationToken))
            {
                if (result.Message is not null)
                {
                    yield return (shard, result);
                }
            }
        }
    }
}
