using PromptCaching.Redis.Tests.Servers;

namespace Documentation.Tests.Running;

/// <summary>Needs a redis-server; where it is not installed, the test is skipped and says so.</summary>
public sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute() => Skip = ServerPrograms.ReasonWithoutRedis;
}
