using Npgsql;
using StackExchange.Redis;

namespace PromptCaching.Redis.Tests.Support;

/// <summary>What a store may say when its server is away.</summary>
internal static class Failures
{
    public static bool AreOfTheStore(Exception fault) =>
        fault is TimeoutException or IOException or RedisConnectionException or RedisServerException or NpgsqlException;

    /// <summary>Runs an operation that must fail, by itself and soon.</summary>
    public static async Task<Exception> OfAsync(Func<Task> operation)
    {
        var fault = await Record.ExceptionAsync(() => operation().WaitAsync(Eventually.Patience));
        fault.Should().NotBeNull();
        AreOfTheStore(fault!).Should().BeTrue(fault!.ToString());
        return fault;
    }
}
