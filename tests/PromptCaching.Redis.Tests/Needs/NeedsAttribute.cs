using PromptCaching.Redis.Tests.Servers;

namespace PromptCaching.Redis.Tests.Needs;

/// <summary>Names the server that the tests of a class need; where it is not installed, they are skipped, and say so.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAttribute(string server) : Attribute
{
    public const string Redis = "redis-server";
    public const string Postgres = "postgres";

    public string Server { get; } = server;

    public static string? ReasonToSkip(string? server) => server switch
    {
        Redis => ServerPrograms.ReasonWithoutRedis,
        Postgres => ServerPrograms.ReasonWithoutPostgres,
        _ => null,
    };
}
