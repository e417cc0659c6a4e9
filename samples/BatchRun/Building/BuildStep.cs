using System.Globalization;
using BatchRun.Configuration;
using BatchRun.Items;

namespace BatchRun.Building;

/// <summary><c>build</c>: all requests of one provider, in shards, with a manifest and a preview. The same study gives the same bytes.</summary>
internal sealed class BuildStep(StudyConfiguration study, StudyFolder folder)
{
    private const int Previewed = 20;

    /// <exception cref="UsageException">There are no items, or the model does not take what is wanted.</exception>
    public async Task<Manifest> RunAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(folder.Items))
        {
            throw new UsageException($"{folder.Items} is missing: run prepare first.");
        }

        var items = ItemFile.Read(folder.Items);
        var assigned = ArmAssignment.Of(items.Count, study.Arms.Count, study.Items.Seed);
        var provider = study.Providers[folder.Provider];
        var builder = new RequestBuilder(folder.Provider, provider, TextFile.Read(study.System).Trim());
        var arms = study.Arms
            .Select((arm, index) => builder.Describe(arm, assigned.Count(one => one == index) * study.Temperatures.Count)).ToArray();

        Directory.CreateDirectory(folder.Own);
        var shards = new List<ManifestShard>();
        var preview = new List<string>();
        var requests = from temperature in study.Temperatures
                       from index in Enumerable.Range(0, items.Count)
                       select (Temperature: temperature, Item: items[index], Arm: assigned[index]);
        foreach (var chunk in requests.Chunk(study.Run.ShardSize))
        {
            var lines = new List<string>(chunk.Length);
            foreach (var (temperature, item, arm) in chunk)
            {
                var name = new RequestName(study.Arms[arm].Name, temperature, item.Id).ToString();
                var body = builder.Body(study.Arms[arm], arms[arm].IsBelowMinimum, temperature, item);
                if (preview.Count < Previewed)
                {
                    preview.Add(Preview.Of(name, body));
                }

                lines.Add(builder.Line(name, body));
            }

            var shard = string.Create(CultureInfo.InvariantCulture, $"shard-{shards.Count + 1:000}");
            shards.Add(await ShardFiles.WriteAsync(folder, shard, lines, cancellationToken));
        }

        var manifest = new Manifest
        {
            Study = study.Name,
            Provider = folder.Provider,
            Model = provider.Model,
            CacheControl = builder.IsChat ? CacheControlToggle.Off : provider.CacheControl,
            Ttl = builder.IsChat ? null : provider.Ttl,
            Temperatures = study.Temperatures,
            Arms = arms,
            Shards = shards,
        };
        await TextFile.ReplaceAsync(folder.Preview, writer => writer.WriteLineAsync(string.Join('\n', preview)));
        await ManifestFile.WriteAsync(folder.Manifest, manifest);
        return manifest;
    }
}
