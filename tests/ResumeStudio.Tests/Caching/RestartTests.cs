using PromptCaching.Redis.Tests.Servers;
using ResumeStudio.Tests.Support;

namespace ResumeStudio.Tests.Caching;

public sealed class RestartTests
{
    [Fact]
    public async Task What_is_in_the_folder_is_there_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        await using (var before = await StudioUnderTest.StartAsync($"CACHE_DIRECTORY={folder.Path}"))
        {
            await before.AskAsync("/api/v1/generate", Some.Request);
        }

        await using var after = await StudioUnderTest.StartAsync($"CACHE_DIRECTORY={folder.Path}");
        var answer = await after.AskAsync("/api/v1/generate", Some.Request);

        answer.GetProperty("usage_stats").GetProperty("cached").GetBoolean().Should().BeTrue();
        after.Emulator.Calls.Should().BeEmpty();
    }

    [RedisFact]
    public async Task What_is_in_redis_is_there_after_a_restart()
    {
        await using var redis = await RedisServer.StartAsync();
        await using (var before = await StudioUnderTest.StartAsync($"REDIS_URL=redis://{redis.Address}"))
        {
            await before.AskAsync("/api/v1/generate", Some.Request);
        }

        await using var after = await StudioUnderTest.StartAsync($"REDIS_URL=redis://{redis.Address}");
        var answer = await after.AskAsync("/api/v1/generate", Some.Request);

        answer.GetProperty("usage_stats").GetProperty("cached").GetBoolean().Should().BeTrue();
        after.Emulator.Calls.Should().BeEmpty();
    }
}
