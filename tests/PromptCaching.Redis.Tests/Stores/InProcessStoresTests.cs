using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Redis.Tests.Servers;
using PromptCaching.Storage;
using PromptCaching.Storage.Files;

namespace PromptCaching.Redis.Tests.Stores;

public sealed class MemoryStoreTests(MemoryStoreTests.Fixture fixture) : StoreConformance(fixture), IClassFixture<MemoryStoreTests.Fixture>
{
    public sealed class Fixture : StoreFixture
    {
        public override bool HeedsCancellation => false;

        protected override Task<IDistributedCache> StartAsync() =>
            Task.FromResult<IDistributedCache>(new BoundedMemoryCache(static () => 64 * 1024 * 1024, TimeProvider.System));
    }
}

public sealed class DirectoryStoreTests(DirectoryStoreTests.Fixture fixture) : StoreConformance(fixture), IClassFixture<DirectoryStoreTests.Fixture>
{
    public sealed class Fixture : StoreFixture
    {
        private readonly TemporaryFolder _folder = new();

        public override bool HeedsCancellation => false;

        protected override Task<IDistributedCache> StartAsync() =>
            Task.FromResult<IDistributedCache>(new FileDistributedCache(new FileDistributedCacheOptions { Directory = Path.Combine(_folder.Path, "entries") }));

        protected override Task StopAsync()
        {
            _folder.Dispose();
            return Task.CompletedTask;
        }
    }
}
