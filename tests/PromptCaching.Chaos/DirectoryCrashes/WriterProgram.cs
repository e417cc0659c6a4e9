using System.Globalization;
using Microsoft.Extensions.Caching.Distributed;
using PromptCaching.Storage.Files;

namespace PromptCaching.Chaos.DirectoryCrashes;

/// <summary>The process that is killed: writes without end, through the store or, for the control, straight into the files.</summary>
internal static class WriterProgram
{
    public const string Name = "write-until-killed";
    public const string Keys = "ABCDEFGHIJKLMNOP";
    private const int Longest = 400_000;
    private static readonly DistributedCacheEntryOptions Lasting = new() { AbsoluteExpirationRelativeToNow = TimeSpan.FromDays(1) };

    public static async Task<int> RunAsync(string directory, string manner, string seed)
    {
        // Its input ends with the process that started it, however that one ends.
        using var parentIsGone = new CancellationTokenSource();
        var parent = WaitForParentAsync(parentIsGone);
        using var store = Open(directory);
        var chance = new Random(int.Parse(seed, CultureInfo.InvariantCulture));
        for (var number = 0; !parentIsGone.IsCancellationRequested; number++)
        {
            await WriteAsync(store, directory, Enum.Parse<Manner>(manner), chance);
            if (number == 0)
            {
                await Console.Out.WriteLineAsync("writing");
            }
        }

        await parent;
        return 0;
    }

    public static FileDistributedCache Open(string directory) => new(new FileDistributedCacheOptions { Directory = directory, MaxBytes = 1L << 40 });

    public static Task WriteAsync(FileDistributedCache store, string directory, Manner manner, Random chance)
    {
        var key = KeyOf(chance);
        var value = TellingValue.Write((ulong)chance.NextInt64(), chance.Next(Longest));
        return manner == Manner.Careless
            ? File.WriteAllBytesAsync(Path.Combine(directory, key), value)
            : store.SetAsync(key, value, Lasting);
    }

    public static string KeyOf(Random chance) => Keys[chance.Next(Keys.Length)].ToString();

    /// <summary>On a thread of its own: the console reads its input synchronously, whatever it is called by.</summary>
    private static Task WaitForParentAsync(CancellationTokenSource parentIsGone) => Task.Factory.StartNew(
        () =>
        {
            Console.In.ReadLine();
            parentIsGone.Cancel();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    public enum Manner
    {
        ThroughTheStore,
        Careless,
    }
}
