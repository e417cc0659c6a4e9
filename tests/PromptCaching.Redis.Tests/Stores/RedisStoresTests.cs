using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Redis.Tests.Needs;
using PromptCaching.Redis.Tests.Servers;

namespace PromptCaching.Redis.Tests.Stores;

[Needs(NeedsAttribute.Redis)]
public sealed class RedisStoreTests(RedisStoreTests.Fixture fixture) : StoreConformance(fixture), IClassFixture<RedisStoreTests.Fixture>
{
    public sealed class Fixture : StoreFixture
    {
        private RedisServer? _server;

        protected override bool IsAvailable => ServerPrograms.ReasonWithoutRedis is null;

        protected override async Task<IDistributedCache> StartAsync()
        {
            _server = await RedisServer.StartAsync();
            return PatientStore.At($"redis://{_server.Address}/3");
        }

        protected override async Task StopAsync() => await _server!.DisposeAsync();
    }
}

[Needs(NeedsAttribute.Redis)]
public sealed class RedisClusterStoreTests(RedisClusterStoreTests.Fixture fixture) : StoreConformance(fixture), IClassFixture<RedisClusterStoreTests.Fixture>
{
    public sealed class Fixture : StoreFixture
    {
        private RedisCluster? _cluster;

        protected override bool IsAvailable => ServerPrograms.ReasonWithoutRedis is null;

        protected override async Task<IDistributedCache> StartAsync()
        {
            _cluster = await RedisCluster.StartAsync();
            return PatientStore.At(_cluster.Address);
        }

        protected override async Task StopAsync() => await _cluster!.DisposeAsync();
    }
}

[Needs(NeedsAttribute.Redis)]
public sealed class RedisPairStoreTests(RedisPairStoreTests.Fixture fixture) : StoreConformance(fixture), IClassFixture<RedisPairStoreTests.Fixture>
{
    public sealed class Fixture : StoreFixture
    {
        private RedisPair? _pair;

        protected override bool IsAvailable => ServerPrograms.ReasonWithoutRedis is null;

        protected override async Task<IDistributedCache> StartAsync()
        {
            _pair = await RedisPair.StartAsync();
            return PatientStore.At(_pair.Address);
        }

        protected override async Task StopAsync() => await _pair!.DisposeAsync();
    }
}
