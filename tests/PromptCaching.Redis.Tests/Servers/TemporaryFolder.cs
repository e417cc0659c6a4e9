namespace PromptCaching.Redis.Tests.Servers;

/// <summary>A folder that goes when its owner does.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("promptcaching-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
