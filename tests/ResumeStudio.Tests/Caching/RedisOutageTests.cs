using PromptCaching.Redis.Tests.Servers;
using ResumeStudio.Tests.Support;

namespace ResumeStudio.Tests.Caching;

public sealed class RedisOutageTests
{
    [RedisFact]
    public async Task Redis_stopped_in_the_middle_fails_no_request_and_health_says_degraded()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var studio = await StudioUnderTest.StartAsync($"REDIS_URL=redis://{redis.Address}");
        (await studio.GetAsync("/health")).GetProperty("cache").GetString().Should().Be("healthy");
        await studio.AskAsync("/api/v1/generate", Of(0));

        var answers = Enumerable.Range(1, 12).Select(number => studio.AskAsync("/api/v1/generate", Of(number))).ToList();
        redis.Kill();
        answers.AddRange(Enumerable.Range(13, 6).Select(number => studio.AskAsync("/api/v1/generate", Of(number))));

        (await Task.WhenAll(answers)).Should().OnlyContain(static answer => answer.GetProperty("changes_made").GetArrayLength() > 0);
        (await studio.StreamAsync(Of(99)))[^1].GetProperty("type").GetString().Should().Be("done");
        var health = await studio.GetAsync("/health");
        health.GetProperty("status").GetString().Should().Be("degraded");
        health.GetProperty("cache").GetString().Should().Be("degraded");
        var state = await studio.GetAsync("/api/v1/cache/stats");
        state.GetProperty("store_status").GetString().Should().Be("degraded");
    }

    [Fact]
    public async Task A_redis_that_was_never_there_fails_no_request_either()
    {
        await using var studio = await StudioUnderTest.StartAsync("REDIS_URL=redis://127.0.0.1:1");

        var answer = await studio.AskAsync("/api/v1/generate", Some.Request);

        answer.GetProperty("changes_made").GetArrayLength().Should().BePositive();
    }

    private static object Of(int number) => new { resume_raw_text = $"{Some.Resume}\n- Repaired {number} machines", job_description_text = Some.Job };
}
