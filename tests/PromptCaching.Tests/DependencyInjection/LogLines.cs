using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace PromptCaching.Tests.DependencyInjection;

/// <summary>Every line that was logged.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    /// <summary>Is told each line once it stands there.</summary>
    public event Action<string>? Added;

    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var line = formatter(state, exception);
        Lines.Enqueue(line);
        Added?.Invoke(line);
    }

    public void Dispose()
    {
    }
}
