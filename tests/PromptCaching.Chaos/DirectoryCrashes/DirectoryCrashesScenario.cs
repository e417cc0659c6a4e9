using PromptCaching.Storage.Files;

namespace PromptCaching.Chaos.DirectoryCrashes;

/// <summary>Processes that write into one directory are killed at any moment, one after the other, while another one reads and cleans up.</summary>
internal sealed class DirectoryCrashesScenario : IScenario
{
    private const int Lanes = 3;
    private const int KillsPerCleanUp = 10;
    private const int ControlShare = 10;
    private const int FewestControls = 6;

    public string Name => "directory-crashes";

    public int QuickOperations => 200;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var directory = Directory.CreateTempSubdirectory("promptcaching-chaos-");
        try
        {
            return await RunAsync(run, directory.CreateSubdirectory("store").FullName, directory.CreateSubdirectory("control").FullName, cancellationToken);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, string folder, string controlFolder, CancellationToken cancellationToken)
    {
        using var store = WriterProgram.Open(folder);
        var secret = store.GetSecret();
        await FillAsync(key => store.SetAsync(key, TellingValue.Write(0, 0), new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromDays(1) }, cancellationToken));
        var watch = new Watch(store.GetAsync);
        var kills = KillAsync(run, run.Operations, folder, WriterProgram.Manner.ThroughTheStore, store, cancellationToken);
        await watch.ReadUntilAsync(kills, run.Seed, cancellationToken);
        var unfinished = new EntryDirectory(folder).Files().Count(static file => file.IsUnfinished);

        await FillAsync(key => File.WriteAllBytesAsync(Path.Combine(controlFolder, key), TellingValue.Write(0, 0), cancellationToken));
        var control = new Watch(async (key, token) => await ReadSharedAsync(Path.Combine(controlFolder, key), token));
        var controls = Math.Max(FewestControls, run.Operations / ControlShare);
        await control.ReadUntilAsync(KillAsync(run, controls, controlFolder, WriterProgram.Manner.Careless, null, cancellationToken), run.Seed, cancellationToken);
        return
        [
            Figure.Never($"{Name}/torn-entries-served", watch.Torn),
            Figure.Never($"{Name}/entries-lost", watch.Lost),
            Figure.Never($"{Name}/secrets-changed", store.GetSecret().SequenceEqual(secret) ? 0 : 1),
            Figure.AtLeast($"{Name}/kills", await kills, run.Operations),
            Figure.AtLeast($"{Name}/kills-in-the-middle-of-a-write", unfinished, Math.Max(1, run.Operations / 40)),
            Figure.AtLeast($"{Name}/reads", watch.Reads, run.Operations),
            Figure.AtLeast($"{Name}/torn-values-seen-of-a-careless-writer", control.Torn, 1),
        ];
    }

    private static async Task FillAsync(Func<string, Task> write)
    {
        foreach (var key in WriterProgram.Keys)
        {
            await write(key.ToString());
        }
    }

    private static async Task<int> KillAsync(
        ScenarioRun run, int count, string folder, WriterProgram.Manner manner, FileDistributedCache? store, CancellationToken cancellationToken)
    {
        var killed = 0;
        var lanes = new ParallelOptions { MaxDegreeOfParallelism = Lanes, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, count, lanes, async (operation, token) =>
        {
            await WriterProcess.RunAndKillAsync(folder, manner, run.ChanceOf(operation).Next(), token);
            if (Interlocked.Increment(ref killed) % KillsPerCleanUp == 0 && store is not null)
            {
                await store.CleanUpAsync(token);
                await run.Progress.WriteLineAsync($"{killed} of {count} killed");
            }
        });
        return killed;
    }

    private static async Task<byte[]> ReadSharedAsync(string path, CancellationToken cancellationToken)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var value = new MemoryStream();
        await file.CopyToAsync(value, cancellationToken);
        return value.ToArray();
    }
}
