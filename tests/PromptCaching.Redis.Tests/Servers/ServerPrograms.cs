namespace PromptCaching.Redis.Tests.Servers;

/// <summary>The servers of this machine, wherever its packages put them.</summary>
internal static class ServerPrograms
{
    private const string HowToGetThem = "apt-get install redis-server postgresql";

    public static string? RedisServer { get; } = Find("redis-server");

    public static string? Postgres { get; } = Find("postgres");

    public static string? InitDb { get; } = Find("initdb");

    public static string? ReasonWithoutRedis => RedisServer is null ? $"redis-server is not installed ({HowToGetThem})" : null;

    public static string? ReasonWithoutPostgres => Postgres is null || InitDb is null ? $"postgres is not installed ({HowToGetThem})" : null;

    private static string? Find(string name)
    {
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        return onPath.Concat(PostgresFolders()).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
    }

    /// <summary>Debian keeps the programs of every version apart, off the path; the newest comes first.</summary>
    private static IEnumerable<string> PostgresFolders()
    {
        const string versions = "/usr/lib/postgresql";
        return Directory.Exists(versions)
            ? Directory.GetDirectories(versions).OrderByDescending(static folder => Path.GetFileName(folder), StringComparer.Ordinal)
                .Select(static folder => Path.Combine(folder, "bin"))
            : [];
    }
}
