using System.Text.Json;

namespace BatchRun.Building;

/// <summary>The manifest as a file.</summary>
internal static class ManifestFile
{
    public static Task WriteAsync(string path, Manifest manifest) =>
        TextFile.ReplaceAsync(path, writer => writer.WriteLineAsync(JsonSerializer.Serialize(manifest, Json.Files)));

    /// <exception cref="UsageException">There is none, or it is something else.</exception>
    public static Manifest Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"{path} is missing: run build first.");
        }

        try
        {
            return JsonSerializer.Deserialize<Manifest>(TextFile.Read(path), Json.Files) ?? throw new UsageException($"{path} is empty.");
        }
        catch (JsonException wrong)
        {
            throw new UsageException($"{path} is no manifest: {wrong.Message.ReplaceLineEndings(" ")}");
        }
    }
}
