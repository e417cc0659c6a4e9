using Microsoft.Extensions.Logging;

namespace PromptCaching.Chaos.RedisStorm;

/// <summary>Counts what the chains say about their store: failures, which the storm causes, and entries of somebody else, which nothing may.</summary>
internal sealed class StormLog : ILoggerFactory, ILogger
{
    private const string StoreFailed = "StoreFailed";
    private const string EntryRejected = "EntryRejected";
    private int _storeFailures;
    private int _rejectedEntries;

    public int StoreFailures => Volatile.Read(ref _storeFailures);

    /// <summary>Gets how often the store gave something else than what was written under the key, which the seal has caught.</summary>
    public int RejectedEntries => Volatile.Read(ref _rejectedEntries);

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("This log only counts.");

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        switch (eventId.Name)
        {
            case StoreFailed:
                Interlocked.Increment(ref _storeFailures);
                break;
            case EntryRejected:
                Interlocked.Increment(ref _rejectedEntries);
                break;
        }
    }

    public void Dispose()
    {
    }
}
