namespace Documentation.Tests.Running;

/// <summary>Needs programs of the machine; where one is not installed, the test is skipped and says so.</summary>
public sealed class ProgramFactAttribute : FactAttribute
{
    public ProgramFactAttribute(params string[] names) =>
        Skip = names.FirstOrDefault(static name => !IsInstalled(name)) is { } missing ? $"{missing} is not installed" : null;

    private static bool IsInstalled(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, name)));
}
