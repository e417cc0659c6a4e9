using PromptCaching.Benchmarks.Contests;

namespace PromptCaching.Benchmarks.Page;

/// <summary>Measures all that stands on the page, and writes it.</summary>
internal static class PageRun
{
    /// <param name="path">The file; nothing for standard output.</param>
    /// <param name="progress">Is told what is being measured.</param>
    public static int Write(string? path, TextWriter progress)
    {
        var machine = Machine.Here();
        var contests = AllContests.All.Select(one => ContestResult.Of(Told(one.Key, progress), one.Value())).ToList();
        var ratios = Ratios.All.Select(one => RatioResult.Of(Told(one.Key, progress), one.Value())).ToList();
        var page = PageText.Of(machine, ratios, contests);
        if (path is null)
        {
            Console.Out.Write(page);
        }
        else
        {
            File.WriteAllText(path, page);
        }

        return 0;
    }

    private static string Told(string name, TextWriter progress)
    {
        progress.WriteLine(name);
        return name;
    }
}
