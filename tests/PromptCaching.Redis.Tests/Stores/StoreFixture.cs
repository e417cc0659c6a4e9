using Microsoft.Extensions.Caching.Distributed;

namespace PromptCaching.Redis.Tests.Stores;

/// <summary>A store and the server behind it, for all tests of a class. Does nothing where the server is not installed.</summary>
public abstract class StoreFixture : IAsyncLifetime
{
    private IDistributedCache? _store;

    /// <summary>Gets the store; each test uses keys of its own.</summary>
    public IDistributedCache Store => _store ?? throw new InvalidOperationException("The test needs a server that is not there; it should have been skipped.");

    /// <summary>Gets a value indicating whether the store looks at the caller's token.</summary>
    public virtual bool HeedsCancellation => true;

    protected virtual bool IsAvailable => true;

    public async Task InitializeAsync()
    {
        if (IsAvailable)
        {
            _store = await StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_store is IAsyncDisposable store)
        {
            await store.DisposeAsync();
        }

        if (_store is not null)
        {
            await StopAsync();
        }
    }

    protected abstract Task<IDistributedCache> StartAsync();

    protected virtual Task StopAsync() => Task.CompletedTask;
}
