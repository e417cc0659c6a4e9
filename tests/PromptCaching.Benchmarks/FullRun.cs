using BenchmarkDotNet.Attributes;

namespace PromptCaching.Benchmarks;

/// <summary>The same figures under BenchmarkDotNet, with times, deviations and allocations.</summary>
[MemoryDiagnoser]
public class FullRun
{
    private IRatio _ratio = null!;

    public static IEnumerable<string> Names => Ratios.All.Keys;

    [ParamsSource(nameof(Names))]
    public string Figure { get; set; } = "";

    [GlobalSetup]
    public void Prepare() => _ratio = Ratios.All[Figure]();

    [Benchmark]
    public void Ours() => _ratio.Ours();

    [Benchmark(Baseline = true)]
    public void Reference() => _ratio.Reference();
}
