using BatchRun.Building;
using BatchRun.Configuration;
using BatchRun.Items;

namespace BatchRun.Tests;

/// <summary>A small study in a folder of its own: its shared prompt is long enough to be cached, if it is not said otherwise.</summary>
internal sealed class Study : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Study(int systemWords = 1200)
    {
        var system = _folder.Write("system.txt", string.Concat(Enumerable.Range(0, systemWords).Select(static number => $"rule{number % 97} ")).Trim());
        Configuration = new StudyConfiguration
        {
            Name = "small",
            System = system,
            Items = new ItemsConfiguration { Count = 12, Seed = 7 },
            Arms = [new ArmConfiguration { Name = "control" }, new ArmConfiguration { Name = "brief", Instruction = "Be brief." }],
            Provider = "claude",
            Providers = new Dictionary<string, ProviderConfiguration>
            {
                ["claude"] = new() { Model = "claude-haiku-5-5" },
                ["marked"] = new() { Model = "claude-haiku-5-5", CacheControl = CacheControlToggle.System, Ttl = TimeToLive.OneHour },
                ["plain"] = new() { Model = "claude-haiku-5-5", CacheControl = CacheControlToggle.Off },
                ["warm"] = new() { Model = "claude-haiku-4-5" },
                ["openai"] = new() { Model = "some-model", CacheControl = CacheControlToggle.System, Ttl = TimeToLive.OneHour },
            },
            Run = new RunConfiguration { ShardSize = 5, Concurrency = 4 },
        };
    }

    public StudyConfiguration Configuration { get; set; }

    public StudyFolder Folder(string provider = "claude") => new(_folder.Path("files"), provider);

    public async Task<Manifest> BuildAsync(string provider = "claude")
    {
        await PrepareStep.RunAsync(Configuration, Folder(provider), CancellationToken.None);
        return await new BuildStep(Configuration, Folder(provider)).RunAsync(CancellationToken.None);
    }

    public void Dispose() => _folder.Dispose();
}
