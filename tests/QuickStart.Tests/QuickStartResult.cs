namespace QuickStart.Tests;

internal sealed record QuickStartResult(int ExitCode, string Output, string Error)
{
    public IReadOnlyList<string> Lines { get; } = Output.Split('\n', StringSplitOptions.TrimEntries);

    public IReadOnlyList<string> ErrorLines { get; } = Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The numbers of the first table row with this name, from left to right.</summary>
    public IReadOnlyList<string> Row(string name) => Rows(name)[0];

    /// <summary>The cells of every table row with this name: name, who answered, numbers.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows(string name) =>
        [.. Lines.Select(static line => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(cells => cells is [var first, _, ..] && first == name)];
}
