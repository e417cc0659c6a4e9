using PromptCaching.Redis.Tests.Servers;

namespace ResumeStudio.Tests.Support;

/// <summary>Needs a redis-server; where it is not installed, the test is skipped and says so.</summary>
public sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute() => Skip = ServerPrograms.ReasonWithoutRedis;
}
