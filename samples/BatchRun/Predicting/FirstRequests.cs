using BatchRun.Building;
using BatchRun.Configuration;
using BatchRun.Sending;
using PromptCaching;
using PromptCaching.Messages.Batches;
using PromptCaching.Testing;

namespace BatchRun.Predicting;

/// <summary>Sends the first requests through the real chain into an emulator, to see them as the API would: with all breakpoints.</summary>
internal static class FirstRequests
{
    public static async Task<IReadOnlyList<EmulatedCall>> SendAsync(
        Manifest manifest, ProviderConfiguration provider, RunMode mode, IReadOnlyList<MessageBatchRequest> requests, CancellationToken cancellationToken)
    {
        using var emulator = Connection.CreateEmulator(recordsBodies: true);
        using var connection = new Connection(provider, budget: null, emulator);
        var items = requests.Select(request => new GenerateManyItem(
            request.Params,
            request.CustomId,
            Connection.Wishes(provider.CacheControl, manifest.ArmOf(RequestName.Parse(request.CustomId)).IsBelowMinimum)));
        var options = new GenerateManyOptions { MaxConcurrency = 1, Batches = SendingOptions.Batches(mode, requests.Count, isEmulated: true) };
        await foreach (var result in connection.Client.GenerateManyAsync(items, options, cancellationToken))
        {
            if (result.Error is { } refused)
            {
                throw new UsageException($"The request {result.Id} would be refused: {refused.Message}");
            }
        }

        return mode == RunMode.Batches ? emulator.BatchItems : emulator.Calls;
    }
}
