using Microsoft.Extensions.DependencyInjection;
using PromptCaching;

namespace Documentation.Tests;

internal static class RunningRedisExamples
{
    public static void Use(IServiceCollection services)
    {
        services.AddClaudeCaching()
            .UseRedis("redis://localhost:6379/0")   // without an argument: REDIS_URL
            .ShareQuota()                           // one rate limit for all processes with this key
            .ShareBudgets()                         // one budget
            .ShareUsage();                          // one set of totals
    }
}
