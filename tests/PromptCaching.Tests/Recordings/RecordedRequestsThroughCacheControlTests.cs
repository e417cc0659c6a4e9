using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.CacheControl.Planning;
using PromptCaching.Testing;
using PromptCaching.Tests.Recordings.Fixtures;
using PromptCaching.Tests.Support;
using Xunit.Abstractions;

namespace PromptCaching.Tests.Recordings;

/// <summary>Requests of other projects, as bytes through the chain: what we add can be taken out again, and nothing else changed.</summary>
public sealed class RecordedRequestsThroughCacheControlTests(ITestOutputHelper output) : IDisposable
{
    private const string Answer = """{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":"end_turn","usage":{"input_tokens":1,"output_tokens":1}}""";
    private static readonly string[] Levels = ["tools", "system", "messages"];

    private static readonly byte[][] OurInserts =
    [
        "[{\"type\":\"text\",\"text\":"u8.ToArray(),
        ",\"cache_control\":{\"type\":\"ephemeral\"}}]"u8.ToArray(),
        ",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}}]"u8.ToArray(),
        ",\"cache_control\":{\"type\":\"ephemeral\"}"u8.ToArray(),
        ",\"cache_control\":{\"type\":\"ephemeral\",\"ttl\":\"1h\"}"u8.ToArray(),
    ];

    private readonly ScriptedServer _server = new(Answer);
    private readonly List<HttpMessageInvoker> _chains = [];
    private readonly ManualTimeProvider _clock = new();

    public static TheoryData<string> Repositories => RecordedExchanges.Repositories;

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public async Task Every_recorded_request_is_sent_as_it_was_but_for_our_markers(string repository)
    {
        var requests = 0;
        var markers = 0;
        var chain = Chain(_server, 0);
        foreach (var exchange in RecordedExchanges.Of(repository).Where(exchange => exchange.HasMessagesInRequest))
        {
            var body = exchange.RequestBody.GetRawText().Utf8();
            markers += await SendAndCompareAsync(chain, body, exchange.Source);
            markers += await SendAndCompareAsync(Chain(_server), body, exchange.Source);
            requests++;
        }

        output.WriteLine($"{repository}: {requests} requests, each with and without a minimum; {markers} markers added");
    }

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public async Task The_API_refuses_no_recorded_request_because_of_our_markers(string repository)
    {
        using var emulator = new ClaudeEmulator(null, _clock);
        var marked = Chain(emulator, 0);
        using var unmarked = new HttpMessageInvoker(emulator, disposeHandler: false);
        var requests = 0;
        var refused = 0;
        foreach (var exchange in RecordedExchanges.Of(repository).Where(exchange => exchange.HasMessagesInRequest))
        {
            var body = exchange.RequestBody.GetRawText().Utf8();
            var (statusWithout, without) = await AskAsync(unmarked, body);
            var (statusWith, with) = await AskAsync(marked, body);

            statusWith.Should().Be(statusWithout, "{0}: {1}", exchange.Source, with);
            (statusWith == 200 || Complaint(with) == Complaint(without)).Should().BeTrue("{0}: {1} and not {2}", exchange.Source, with, without);
            requests++;
            refused += statusWith == 200 ? 0 : 1;
        }

        output.WriteLine($"{repository}: {requests} requests, {refused} refused with and without our markers");
    }

    [Theory]
    [MemberData(nameof(HandWritten.Requests), MemberType = typeof(HandWritten))]
    public async Task Every_hand_written_request_is_sent_as_it_was_but_for_our_markers(string json) =>
        (await SendAndCompareAsync(Chain(_server, 0), json.Utf8(), json)).Should().BePositive();

    public void Dispose()
    {
        _chains.ForEach(chain => chain.Dispose());
        _server.Dispose();
    }

    /// <summary>Every model has the minimum that is given, so that short recordings are marked too; without one each has its own.</summary>
    private HttpMessageInvoker Chain(HttpMessageHandler server, int? minimum = null)
    {
        var options = new ClaudeCachingOptions
        {
            Client = { ApiKey = "key" },
            ResponseCaching = { Enabled = false },
            RateLimiting = { Enabled = false },
            Retrying = { Enabled = false },
            TimeProvider = _clock,
        };
        if (minimum is { } tokens)
        {
            options.CacheControl.DefaultMinTokens = tokens;
            options.ModelCatalog = new PromptCaching.Accounting.ModelCatalog([]);
        }

        var chain = new HttpMessageInvoker(ClaudeCachingHandler.Create(options, server), disposeHandler: false);
        _chains.Add(chain);
        return chain;
    }

    private static async Task<(int Status, string Body)> AskAsync(HttpMessageInvoker client, byte[] body)
    {
        using var request = ChainUnderTest.Post(body);
        request.Headers.TryAddWithoutValidation("x-api-key", "key");
        request.Headers.TryAddWithoutValidation("anthropic-version", "2023-06-01");
        using var response = await client.SendAsync(request, CancellationToken.None);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string Complaint(string body) => body.Json().GetProperty("error").GetProperty("message").GetString()!;

    private async Task<int> SendAndCompareAsync(HttpMessageInvoker chain, byte[] body, string because)
    {
        using var request = ChainUnderTest.Post(body);
        using var response = await chain.SendAsync(request, CancellationToken.None);
        var sent = _server.Bodies[^1];
        var added = ClaudeHttpResponseMessageExtensions.GetCallReport(response)!.AddedBreakpoints;

        // Once with what the plan knows, once with nothing but the two texts.
        var before = RequestOutline.Of(body)!;
        TakenOut(sent, added, before).AsSpan().SequenceEqual(body).Should().BeTrue("{0}", because);
        Subtracted(sent, body).Should().BeTrue("{0}", because);

        var after = RequestOutline.Of(sent)!;
        after.MarkerCount.Should().Be(before.MarkerCount + added.Count, "{0}", because);
        (after.MarkerCount <= 4 || before.MarkerCount > 4).Should().BeTrue("{0}", because);
        (HasValidOrder(sent) || !HasValidOrder(body)).Should().BeTrue("{0}", because);
        return added.Count;
    }

    private static byte[] TakenOut(byte[] sent, IReadOnlyList<string> added, RequestOutline before)
    {
        var plan = new BreakpointPlan([.. added.Select(place => Find(before, place, sent))]);
        var left = sent.AsSpan();
        var whole = new List<byte>();
        var copied = 0;
        foreach (var splice in plan.ToSplices())
        {
            whole.AddRange(left[..(splice.Offset - copied)]);
            left = left[(splice.Offset - copied)..];
            left.StartsWith(splice.Text.Span).Should().BeTrue();
            left = left[splice.Text.Length..];
            copied = splice.Offset;
        }

        whole.AddRange(left);
        return [.. whole];
    }

    private static Breakpoint Find(RequestOutline before, string place, byte[] sent)
    {
        var block = before.Blocks.Single(block => new Breakpoint(block, false).Place == place);
        var marked = RequestOutline.Of(sent)!.Blocks.Single(other => new Breakpoint(other, false).Place == place);
        return new Breakpoint(block, marked.Markers[^1].IsOneHour);
    }

    /// <summary>Whether the bytes sent are the bytes given with nothing but our inserts between them.</summary>
    private static bool Subtracted(ReadOnlySpan<byte> sent, ReadOnlySpan<byte> body, int mostInserts = 8)
    {
        for (var at = 0; ; at++)
        {
            foreach (var insert in mostInserts > 0 ? OurInserts : [])
            {
                if (sent[at..].StartsWith(insert) && Subtracted(sent[(at + insert.Length)..], body[at..], mostInserts - 1))
                {
                    return true;
                }
            }

            if (at == body.Length || at == sent.Length || sent[at] != body[at])
            {
                return at == body.Length && at == sent.Length;
            }
        }
    }

    /// <summary>No marker of one hour after one of five minutes, tools before system before messages.</summary>
    private static bool HasValidOrder(byte[] body)
    {
        var root = body.Json();
        var markers = Levels.Where(level => root.TryGetProperty(level, out _)).SelectMany(level => Markers(root.GetProperty(level), level == "tools" ? 1 : 9)).ToList();
        if (root.TryGetProperty("cache_control", out var automatic) && automatic.ValueKind == JsonValueKind.Object)
        {
            markers.Add(IsOneHour(automatic));
        }

        return !markers.SkipWhile(isOneHour => isOneHour).Any(isOneHour => isOneHour);
    }

    private static IEnumerable<bool> Markers(JsonElement element, int depth)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            return element.EnumerateArray().SelectMany(item => Markers(item, depth));
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return [];
        }

        var nested = depth > 1
            ? element.EnumerateObject().Where(member => member.Name is "content" or "source").SelectMany(member => Markers(member.Value, depth - 1))
            : [];
        return element.TryGetProperty("cache_control", out var own) && own.ValueKind == JsonValueKind.Object ? nested.Append(IsOneHour(own)) : nested;
    }

    private static bool IsOneHour(JsonElement marker) => marker.TryGetProperty("ttl", out var ttl) && ttl.ValueEquals("1h");
}
