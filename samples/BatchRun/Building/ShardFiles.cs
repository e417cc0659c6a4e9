using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using PromptCaching.Messages.Batches;

namespace BatchRun.Building;

/// <summary>Writes and reads shards: one request a line, as the Message Batches API takes them.</summary>
internal static class ShardFiles
{
    public static async Task<ManifestShard> WriteAsync(StudyFolder folder, string name, IReadOnlyCollection<string> lines, CancellationToken cancellationToken)
    {
        var path = folder.File($"{name}.jsonl");
        await TextFile.ReplaceAsync(path, async writer =>
        {
            foreach (var line in lines)
            {
                await writer.WriteAsync($"{line}\n".AsMemory(), cancellationToken);
            }
        });
        return new ManifestShard(name, lines.Count, await HashOfAsync(path, cancellationToken));
    }

    /// <exception cref="UsageException">The shard is not the one that was built.</exception>
    public static async IAsyncEnumerable<MessageBatchRequest> ReadAsync(
        StudyFolder folder, ManifestShard shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var path = folder.File(shard.File);
        if (!File.Exists(path) || await HashOfAsync(path, cancellationToken) != shard.Sha256)
        {
            throw new UsageException($"{path} is not the shard that the manifest speaks of: run build again.");
        }

        await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
        {
            yield return JsonSerializer.Deserialize<MessageBatchRequest>(line) ?? throw new UsageException($"{path} holds a line that is no request.");
        }
    }

    private static async Task<string> HashOfAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
