using System.Text.Json;

namespace BatchRun.Configuration;

/// <summary>Reads the configuration and says in one sentence what is wrong with it.</summary>
internal static class ConfigurationFile
{
    /// <summary>Gets the study that comes with the program.</summary>
    public static string Default => Path.Combine(AppContext.BaseDirectory, "study", "study.json");

    /// <exception cref="UsageException">There is no such file, or it says what cannot be.</exception>
    public static StudyConfiguration Read(string path)
    {
        try
        {
            var study = JsonSerializer.Deserialize<StudyConfiguration>(TextFile.Read(path), Json.Files)
                ?? throw new UsageException($"{path} is empty.");
            ConfigurationRules.ThrowIfBroken(study);
            return study with
            {
                System = Beside(path, study.System),
                Items = study.Items with { File = study.Items.File is { } items ? Beside(path, items) : null },
            };
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"{path}: {wrong.Message.ReplaceLineEndings(" ")}");
        }
    }

    private static string Beside(string configuration, string path) =>
        Path.Combine(Path.GetDirectoryName(Path.GetFullPath(configuration))!, path);
}
