using Microsoft.Extensions.Logging;

namespace PromptCaching.Chaos.FleetQuota;

/// <summary>Tells on standard error what the chain of one process has to say.</summary>
internal sealed class FleetLog : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Console.Error.WriteLine($"process {Environment.ProcessId}: {formatter(state, exception)}");
        }
    }
}
