namespace PromptCaching.Tests.Recordings;

/// <summary>Reads the recorded exchanges, one file a repository.</summary>
internal static class RecordedExchanges
{
    /// <summary>Gets the repositories; one row that nobody reads where there are no recordings, as a theory without rows is an error.</summary>
    public static TheoryData<string> Repositories =>
        Directory.Exists(SharedFolder.Exchanges)
            ? [.. Names]
            : ["none"];

    public static IEnumerable<RecordedExchange> All => Names.SelectMany(Of);

    public static IEnumerable<string> Names =>
        Directory.EnumerateFiles(SharedFolder.Exchanges!, "*.jsonl")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal);

    public static IEnumerable<RecordedExchange> Of(string repository) =>
        File.ReadLines(Path.Combine(SharedFolder.Exchanges!, repository + ".jsonl")).Select(RecordedExchange.Parse);
}
