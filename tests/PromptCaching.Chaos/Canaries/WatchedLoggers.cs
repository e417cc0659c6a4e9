using Microsoft.Extensions.Logging;

namespace PromptCaching.Chaos.Canaries;

/// <summary>Shows every line at every level: as it reads, with its parts, and with the whole exception.</summary>
internal sealed class WatchedLoggers(Cage cage, string place) : ILoggerFactory, ILogger
{
    public void AddProvider(ILoggerProvider provider)
    {
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        cage.Look(place, state.ToString());
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        cage.Look(place, formatter(state, exception));
        cage.Look(place, exception?.ToString());
        foreach (var (name, value) in state as IReadOnlyList<KeyValuePair<string, object?>> ?? [])
        {
            cage.Look(place, $"{name}={value}");
        }
    }

    public void Dispose()
    {
    }
}
