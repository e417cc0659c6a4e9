using Spectre.Console;

namespace BatchRun.Sending;

/// <summary>A bar on standard error while a run works; where that is no terminal, a line for each tenth of it.</summary>
internal static class ProgressScreen
{
    private const int Lines = 10;
    private const int BarWidth = 10;

    public static Task ShowAsync(RunFigures start, TimeProvider time, Func<Action<RunFigures>, Task> work) =>
        Console.IsErrorRedirected ? WriteLinesAsync(start, time, Console.Error, work) : ShowBarAsync(start, time, work);

    public static Task WriteLinesAsync(RunFigures start, TimeProvider time, TextWriter screen, Func<Action<RunFigures>, Task> work)
    {
        var begun = time.GetTimestamp();
        var tenth = Tenth(start);
        return work(figures =>
        {
            if (Tenth(figures) > tenth)
            {
                tenth = Tenth(figures);
                screen.WriteLine(ProgressLine.Of(figures, time.GetElapsedTime(begun)));
            }
        });
    }

    private static int Tenth(RunFigures figures) => figures.Total == 0 ? 0 : figures.Done * Lines / figures.Total;

    private static Task ShowBarAsync(RunFigures start, TimeProvider time, Func<Action<RunFigures>, Task> work)
    {
        var begun = time.GetTimestamp();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress().AutoClear(true).Columns(new ProgressBarColumn { Width = BarWidth }, new PercentageColumn(), new TaskDescriptionColumn())
            .StartAsync(async progress =>
            {
                var task = progress.AddTask("Sending", maxValue: Math.Max(1, start.Total));
                task.Value = start.Done;
                await work(figures =>
                {
                    task.Value = figures.Done;
                    task.Description = Markup.Escape(ProgressLine.Of(figures, time.GetElapsedTime(begun)));
                });
            });
    }
}
