using System.Text.Json;
using System.Text.Json.Nodes;
using BatchRun.Building;
using BatchRun.Configuration;
using BatchRun.Costs;
using PromptCaching.Messages.Batches;
using PromptCaching.Testing;

namespace BatchRun.Predicting;

/// <summary><c>--dry-run</c>: shows what would be sent and what it would cost. Nothing leaves the machine.</summary>
internal sealed class DryRun(StudyConfiguration study, StudyFolder folder, TextWriter screen)
{
    private const int Shown = 3;
    private readonly ProviderConfiguration _provider = study.Providers[folder.Provider];

    public async Task RunAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        ChatPrompt.ThrowIfMeant(folder);
        var (first, firstOfArm, tokens) = await ReadAsync(manifest, cancellationToken);
        await screen.WriteLineAsync($"Dry run: nothing is sent. The first {first.Count} requests as the API would get them:\n");
        var calls = await FirstRequests.SendAsync(manifest, _provider, study.Run.Mode, first, cancellationToken);
        foreach (var call in calls)
        {
            foreach (var line in DryRunPage.Request(NameOf(first, call), call))
            {
                await screen.WriteLineAsync(line);
            }

            await screen.WriteLineAsync();
        }

        ManifestArm[] arms = [.. manifest.Arms.Where(arm => firstOfArm.ContainsKey(arm.Name))];
        foreach (var warning in PrefixWarnings.Of(arms, [.. arms.Select(arm => firstOfArm[arm.Name])]))
        {
            await screen.WriteLineAsync($"Warning: {warning}");
        }

        var forecasts = arms.Select(arm => new ArmForecast(arm, firstOfArm[arm.Name]["system"]!.ToJsonString(), tokens[arm.Name])).ToArray();
        await screen.WriteLineAsync(DryRunPage.Cost(CostForecast.Of(forecasts, _provider, study.Run, PriceList.Today(manifest.Model, TimeProvider.System))));
    }

    /// <summary>What was sent may have been marked, and in a batch has a name of the library's: it is found again by what it asks.</summary>
    private static string NameOf(IReadOnlyList<MessageBatchRequest> requests, EmulatedCall call) => requests.First(request =>
        JsonElement.DeepEquals(
            JsonSerializer.SerializeToElement(request.Params).GetProperty("messages")[0].GetProperty("content"),
            PlainContent(call.Json!.Value.GetProperty("messages")[0].GetProperty("content")))).CustomId;

    private static JsonElement PlainContent(JsonElement content) =>
        content.ValueKind == JsonValueKind.Array ? content[0].GetProperty("text") : content;

    private async Task<(List<MessageBatchRequest> First, Dictionary<string, JsonObject> FirstOfArm, Dictionary<string, long> Tokens)> ReadAsync(
        Manifest manifest, CancellationToken cancellationToken)
    {
        var first = new List<MessageBatchRequest>();
        var firstOfArm = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        var tokens = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var shard in manifest.Shards)
        {
            await foreach (var request in ShardFiles.ReadAsync(folder, shard, cancellationToken))
            {
                var arm = RequestName.Parse(request.CustomId).Arm;
                firstOfArm.TryAdd(arm, JsonSerializer.SerializeToNode(request.Params)!.AsObject());
                tokens[arm] = tokens.GetValueOrDefault(arm) + TokenEstimate.OfRequest(JsonSerializer.SerializeToElement(request.Params));
                if (first.Count < Shown)
                {
                    first.Add(request);
                }
            }
        }

        return (first, firstOfArm, tokens);
    }
}
