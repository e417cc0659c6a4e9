namespace PromptCaching.Tests.Batching;

internal sealed class Reports : IProgress<GenerateManyProgress>
{
    public List<GenerateManyProgress> All { get; } = [];

    public void Report(GenerateManyProgress value) => All.Add(value);
}
