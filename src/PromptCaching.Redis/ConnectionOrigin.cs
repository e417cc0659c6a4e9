using PromptCaching.Redis.Addresses;
using StackExchange.Redis;

namespace PromptCaching.Redis;

/// <summary>Where a connection comes from.</summary>
/// <param name="Name">What may be shown of it.</param>
/// <param name="IsOurs">Whether it is ours to dispose.</param>
/// <param name="ConnectAsync">Makes it.</param>
internal sealed record ConnectionOrigin(string Name, bool IsOurs, Func<Task<IConnectionMultiplexer>> ConnectAsync)
{
    public static ConnectionOrigin Own(RedisStoreOptions options)
    {
        var address = RedisAddress.Parse(options.Connection!);
        var configuration = ClientConfiguration.Of(address, options.OperationTimeout);
        return new ConnectionOrigin(
            address.ToString(), IsOurs: true, async () => await ConnectionMultiplexer.ConnectAsync(configuration).ConfigureAwait(false));
    }

    public static ConnectionOrigin Given(IConnectionMultiplexer connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new ConnectionOrigin("a given connection", IsOurs: false, () => Task.FromResult(connection));
    }
}
