using BatchRun.Building;
using PromptCaching;

namespace BatchRun.Sending;

/// <summary>Keeps the tallies of all shards, and logs each when its last request has a result, or the run ends before that.</summary>
internal sealed class ShardLog(Manifest manifest, StudyFolder folder) : IDisposable
{
    private readonly LineFile<ShardTally> _file = new(folder.ShardLog);
    private readonly Dictionary<string, ShardTally> _tallies =
        manifest.Shards.ToDictionary(static shard => shard.Name, static shard => new ShardTally(shard.Name, shard.Requests), StringComparer.Ordinal);

    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);

    /// <summary>Counts an answer of an earlier run.</summary>
    public void AddRecorded(string shard, GenerateManyResult result) => _tallies[shard] = _tallies[shard].With(result);

    /// <returns>The tally, if that was the shard's last result.</returns>
    public ShardTally? Add(string shard, GenerateManyResult result)
    {
        var tally = _tallies[shard] = _tallies[shard].With(result);
        _touched.Add(shard);
        return tally.IsDone ? Log(tally) : null;
    }

    /// <summary>Logs the shards that this run has begun and not finished.</summary>
    public IEnumerable<ShardTally> AddUnfinished() => [.. _touched.Order(StringComparer.Ordinal).Select(shard => Log(_tallies[shard]))];

    public void Dispose() => _file.Dispose();

    private ShardTally Log(ShardTally tally)
    {
        _file.Add(tally);
        _touched.Remove(tally.Shard);
        return tally;
    }
}
