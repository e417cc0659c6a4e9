using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using PromptCaching.Storage;
using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.Canaries;

/// <summary>One chain with everything that can be looked at around it.</summary>
internal sealed class CanaryLane : IDisposable
{
    public const string Control = "control";
    private static readonly JsonTypeInfo<string> Text = (JsonTypeInfo<string>)JsonSerializerOptions.Default.GetTypeInfo(typeof(string));
    private readonly Cage _cage;
    private readonly ClaudeCachingHandler _chain;
    private readonly HttpMessageInvoker _client;
    private readonly ILogger _careless;

    public CanaryLane(Cage cage, Random chance)
    {
        _cage = cage;
        _careless = new WatchedLoggers(cage, Control);
        var options = new ClaudeCachingOptions
        {
            Client = { ApiKey = "sk-ant-api03-" + Canary.Of("key", 0) },
            DistributedCache = new WatchedStore(cage, chance),
            LoggerFactory = new WatchedLoggers(cage, "logs"),
            RateLimiting = { Enabled = false },
            Retrying = { Enabled = false },
            ResponseCaching =
            {
                EncryptionKeys = { Convert.ToBase64String(new byte[32]) },
                KeyHeaders = { "x-tenant" },
                InProcessTimeToLive = TimeSpan.FromMilliseconds(1),
                StaleIfOverloaded = TimeSpan.FromMinutes(1),
            },
        };
        Look(options);
        _chain = ClaudeCachingHandler.Create(options, new CanaryServer(chance));
        _client = new HttpMessageInvoker(_chain);
    }

    public async Task CallAsync(Random chance, CancellationToken cancellationToken)
    {
        if (chance.OneIn(4))
        {
            await UseRegionAsync(chance, cancellationToken);
            return;
        }

        using var request = CanaryCall.Some(chance);
        try
        {
            using var response = await _client.SendAsync(request, cancellationToken);
            if (response.GetCallReport() is { } report)
            {
                await ReadAsync(response, cancellationToken);
                Look(report);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _cage.Look("exceptions", exception.ToString());
        }

        if (chance.OneIn(50))
        {
            _careless.LogInformation("The prompt is {Prompt}.", Canary.Of("prompt", 0));
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.CopyToAsync(Stream.Null, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _cage.Look("exceptions", exception.ToString());
        }
    }

    private async Task UseRegionAsync(Random chance, CancellationToken cancellationToken)
    {
        var region = chance.OneIn(2) ? _chain.Regions["embedding"] : _chain.Regions["match"].InScope(Canary.Of("region-scope", chance.Next(5)));
        var number = chance.Next(50);
        var key = region.KeyFor("model-1", Canary.Of("parameter", number), Canary.Of("other", number));
        var terms = new CacheTerms { Tags = [Canary.Of("region-tag", number)] };
        try
        {
            await region.GetOrCreateAsync(
                key,
                _ => chance.OneIn(10) ? throw new InvalidOperationException("The making failed.") : ValueTask.FromResult(Canary.Of("value", number)),
                Text,
                terms,
                cancellationToken);
            if (chance.OneIn(50))
            {
                await region.ClearTagAsync(Canary.Of("region-tag", number), cancellationToken);
            }

            _cage.Look("objects", (await _chain.Regions.CheckHealthAsync(cancellationToken)).ToString());
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _cage.Look("exceptions", exception.ToString());
        }
    }

    /// <summary>Shows what an object says of itself, and everything public that it holds.</summary>
    private void Look(CallReport report)
    {
        Look((object)report);
        foreach (var property in typeof(CallReport).GetProperties(BindingFlags.Public | BindingFlags.Instance).Concat(typeof(CacheVerdict).GetProperties()))
        {
            var value = property.GetValue(property.DeclaringType == typeof(CallReport) ? report : report.Verdict);
            Look(value);
            foreach (var item in value as IEnumerable<object> ?? [])
            {
                Look(item);
            }
        }
    }

    private void Look(ClaudeCachingOptions options)
    {
        foreach (var part in (object[])[options, options.Client, options.ResponseCaching, options.CacheControl, options.Retrying, options.RateLimiting])
        {
            Look(part);
        }
    }

    private void Look(object? something) => _cage.Look("objects", something?.ToString());
}
