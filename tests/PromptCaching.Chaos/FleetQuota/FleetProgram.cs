using System.Globalization;
using System.Net.Http.Headers;
using PromptCaching.Chaos.FullQuota;
using PromptCaching.Redis;

namespace PromptCaching.Chaos.FleetQuota;

/// <summary>One process of the fleet: callers who always have another question, until its input ends; then it tells how it went.</summary>
internal static class FleetProgram
{
    public const string Name = "call-until-told";
    public const string NoRedis = "-";
    private const int Callers = 64;
    private static readonly Traffic Small = new("claude-opus-5", (20, 60), (10, 20));

    public static async Task<int> RunAsync(string address, string redis, string seed)
    {
        await using var store = redis == NoRedis ? null : new RedisDistributedCache(redis);
        var quota = store is null ? null : new CountingQuota(new RedisQuota(store));
        using var log = new FleetLog();
        using var chain = ClaudeCachingHandler.Create(
            new ClaudeCachingOptions
            {
                Client = new ClaudeClientOptions { ApiKey = "key-of-the-fleet", BaseAddress = new Uri(address) },
                ResponseCaching = { Enabled = false },
                RateLimiting = { RequestsPerMinute = FleetRun.RequestsPerMinute },
                SharedQuota = quota,
                LoggerFactory = log,
            },
            new SocketsHttpHandler());
        using var client = new HttpMessageInvoker(chain);

        // Its input ends with the process that started it, however that one ends.
        using var stop = new CancellationTokenSource();
        var parent = WaitForParentAsync(stop);
        await Console.Out.WriteLineAsync("calling");
        var (asked, answered) = (0, 0);
        var first = int.Parse(seed, CultureInfo.InvariantCulture);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                var number = Interlocked.Increment(ref asked);
                if (await IsAnsweredAsync(client, new Uri(new Uri(address), "v1/messages"), Small.Body(new Random(first + number), first + number)))
                {
                    Interlocked.Increment(ref answered);
                }
            }
        })));
        await parent;
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{asked} {answered} {quota?.Exchanges ?? 0}"));
        return 0;
    }

    private static async Task<bool> IsAnsweredAsync(HttpMessageInvoker client, Uri address, byte[] body)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await client.SendAsync(request, CancellationToken.None);
            await response.Content.CopyToAsync(Stream.Null);
            return response.IsSuccessStatusCode;
        }
        catch (Exception lost)
        {
            await Console.Error.WriteLineAsync(lost.Message);
            return false;
        }
    }

    /// <summary>On a thread of its own: the console reads its input synchronously, whatever it is called by.</summary>
    private static Task WaitForParentAsync(CancellationTokenSource stop) => Task.Factory.StartNew(
        () =>
        {
            Console.In.ReadLine();
            stop.Cancel();
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);
}
