using StackExchange.Redis;

namespace PromptCaching.Redis.Maintenance;

/// <summary>The few lines of INFO that operators ask for; of a cluster, those of the node that happens to answer.</summary>
internal static class ServerFacts
{
    private static readonly string[] _names = ["redis_version", "connected_clients", "used_memory_human"];

    public static async Task<IReadOnlyDictionary<string, string>> OfAsync(
        IConnectionMultiplexer connection, Deadline deadline, CancellationToken cancellationToken)
    {
        // By its name: the client's own method of that name works for connections of administrators only, and INFO needs none.
        var asked = connection.GetDatabase().ExecuteAsync("INFO");
        var told = await deadline.WaitAsync(asked, "INFO", cancellationToken).ConfigureAwait(false);
        return Read((string?)told ?? "");
    }

    /// <summary>Reads lines such as <c>redis_version:8.0.2</c>.</summary>
    public static IReadOnlyDictionary<string, string> Read(string info)
    {
        var lines = info.Split('\n', StringSplitOptions.TrimEntries)
            .Select(static line => line.Split(':', 2))
            .Where(static line => line.Length == 2)
            .ToLookup(static line => line[0], static line => line[1], StringComparer.Ordinal);
        return _names.Where(lines.Contains).ToDictionary(static name => name, name => lines[name].First(), StringComparer.Ordinal);
    }
}
