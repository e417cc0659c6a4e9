using System.Diagnostics;
using System.Text;

namespace PromptCaching.Chaos.ForeignBytes;

/// <summary>Readers of its own, fed by one thread after the other input; counts what escapes, and measures what an input costs.</summary>
internal sealed class ReaderLane : IDisposable
{
    private const int MostOfABody = 400;
    private readonly ChainReaders _chain = new();
    private readonly FileReaders _files = new();
    private readonly IReadOnlyList<ForeignReader> _readers;
    private readonly TextWriter _progress;
    private readonly HashSet<string> _shown = [];

    public ReaderLane(TextWriter progress)
    {
        _progress = progress;
        _readers = [.. RequestReaders.All(), .. AnswerReaders.All(), .. HeaderReaders.All(), .. StoreReaders.All(), .. _chain.All(), .. _files.All()];
    }

    public int Count => _readers.Count;

    public long Inputs { get; private set; }

    public int Escapes { get; private set; }

    /// <summary>Gets the most that one input made a reader allocate, as a share of what it may.</summary>
    public double MostAllocated { get; private set; }

    /// <summary>Gets what is being read, and since when by the stopwatch; 0 between two inputs.</summary>
    public (string Name, long Since) Reading { get; private set; } = ("", 0);

    public void Feed(long operation, Random chance)
    {
        var reader = _readers[(int)(operation % _readers.Count)];
        var bytes = SpoiltBytes.Of(reader.Sound, chance);
        Reading = (reader.Name, Stopwatch.GetTimestamp());
        var share = double.MaxValue;
        try
        {
            // Where calls are remembered, a table grows now and then whatever it is given: what an input itself costs, it costs the second time, too.
            for (var attempt = 0; attempt < 2 && share > 1; attempt++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                reader.Read(bytes);
                share = Math.Min(share, reader.ShareOf(GC.GetAllocatedBytesForCurrentThread() - before, bytes.Length));
            }

            Weigh(reader.Name, share);
        }
        catch (Exception escaped)
        {
            Escapes++;
            if (_shown.Add(reader.Name))
            {
                var ours = escaped.StackTrace?.Split('\n').FirstOrDefault(static line => line.Contains(nameof(PromptCaching), StringComparison.Ordinal));
                _progress.WriteLine($"operation {operation}, {reader.Name}: {escaped.GetType().Name}: {escaped.Message}{ours}");
                _progress.WriteLine(Encoding.Latin1.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, MostOfABody))));
            }
        }

        Reading = ("", 0);
        Inputs++;
    }

    private void Weigh(string name, double share)
    {
        if (share > Math.Max(1, MostAllocated))
        {
            _progress.WriteLine($"{name} allocates {share:0.00} of what it may");
        }

        MostAllocated = Math.Max(MostAllocated, share);
    }

    public void Dispose()
    {
        _chain.Dispose();
        _files.Dispose();
    }
}
