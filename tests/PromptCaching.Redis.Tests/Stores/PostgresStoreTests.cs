using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Redis.Tests.Needs;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Redis.Tests.Support;

namespace PromptCaching.Redis.Tests.Stores;

[Needs(NeedsAttribute.Postgres)]
public sealed class PostgresStoreTests(PostgresStoreTests.Fixture fixture) : StoreConformance(fixture), IClassFixture<PostgresStoreTests.Fixture>
{
    public sealed class Fixture : StoreFixture
    {
        private PostgresServer? _server;

        protected override bool IsAvailable => ServerPrograms.ReasonWithoutPostgres is null;

        protected override async Task<IDistributedCache> StartAsync()
        {
            _server = await PostgresServer.StartAsync();
            return await PostgresCache.CreateAsync(_server.Connection);
        }

        protected override async Task StopAsync() => await _server!.DisposeAsync();
    }
}
