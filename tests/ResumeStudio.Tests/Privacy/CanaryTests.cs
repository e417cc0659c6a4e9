using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using PromptCaching.AspNetCore.Tests.Support;
using PromptCaching.Redis.Tests.Servers;
using ResumeStudio.Tests.Support;
using StackExchange.Redis;

namespace ResumeStudio.Tests.Privacy;

/// <summary>Personal data is where it was given and where it is given back, and nowhere between.</summary>
public sealed class CanaryTests
{
    private static readonly string[] _canaries = ["robin.canary", "7946", "hiring.canary"];

    [RedisFact]
    public async Task Canaries_reach_neither_the_api_nor_logs_nor_redis()
    {
        await using var redis = await RedisServer.StartAsync();
        using var logs = new RecordingLogs();

        // Uncompressed, so that what is stored can be looked at.
        await using var studio = await StudioUnderTest.StartAsync(
            services => services.AddLogging(logging => logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Trace)),
            $"REDIS_URL=redis://{redis.Address}",
            "CACHE_COMPRESSION_THRESHOLD=1000000",
            "Logging:LogLevel:Default=Trace");

        var answer = await studio.AskAsync("/api/v1/generate", Some.Request);
        await studio.StreamAsync(Some.Customized("strong", "general"));
        await studio.AskAsync("/api/v1/analyze", Some.Request);
        await studio.AskAsync("/api/v1/documents/cover-letter", Some.Request);

        answer.GetProperty("optimized_resume").GetString().Should().Contain(Some.Email).And.Contain(Some.Phone);
        studio.Emulator.Calls.Should().HaveCount(4);
        foreach (var call in studio.Emulator.Calls)
        {
            Should_hold_no_canary(Encoding.UTF8.GetString(call.Body.Span));
        }

        var stored = await StoredAsync(redis);
        stored.Should().HaveCountGreaterThan(8).And.Contain(static text => text.Contains("[EMAIL_1]", StringComparison.Ordinal));
        Should_hold_no_canary(string.Join('\n', stored));
        logs.Lines.Should().NotBeEmpty();
        Should_hold_no_canary(string.Join('\n', logs.Lines));
    }

    private static async Task<IReadOnlyList<string>> StoredAsync(RedisServer redis)
    {
        using var connection = await ConnectionMultiplexer.ConnectAsync(redis.Address);
        var texts = new List<string>();
        foreach (var key in connection.GetServer(redis.Address).Keys())
        {
            texts.Add((string)key + Encoding.UTF8.GetString((byte[])await connection.GetDatabase().StringGetAsync(key)!));
        }

        return texts;
    }

    private static void Should_hold_no_canary(string text)
    {
        foreach (var canary in _canaries)
        {
            text.Should().NotContain(canary);
        }
    }
}
