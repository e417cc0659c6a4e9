using Spectre.Console;

namespace CostExplorer.Compare;

/// <summary>A bar on standard error while something works; nothing where nobody looks at it.</summary>
internal static class ProgressBar
{
    public static async Task<T> ShowAsync<T>(long total, Func<Action<long>, Task<T>> work)
    {
        if (Console.IsErrorRedirected)
        {
            return await work(static _ => { });
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            var task = progress.AddTask("Comparing", maxValue: Math.Max(1, total));
            return await work(done => task.Increment(done));
        });
    }
}
