using System.Text;
using PromptCaching.Accounting;
using PromptCaching.CacheControl;
using PromptCaching.Testing;

namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>
/// Sends each request twice, alone and through the library, to two emulators on one clock, and compares. It lives as long as a session, as
/// what the library learned from earlier requests decides where it marks.
/// </summary>
internal sealed class PlanJudge : IDisposable
{
    private static readonly ModelCatalog WithoutMinimums =
        new(ModelCatalog.Default.Entries.Select(static entry => entry with { MinCacheableTokens = 1 }));

    private readonly ManualTimeProvider _clock = new();
    private readonly HttpMessageInvoker _alone;
    private readonly HttpMessageInvoker _planned;
    private readonly SentBodies _sent;

    private PlanJudge(ModelCatalog catalog, Func<SentBodies, ManualTimeProvider, HttpMessageHandler> library)
    {
        var options = new ClaudeEmulatorOptions
        {
            Catalog = catalog, TokenCounting = TokenCounting.FourCharacters, RecordBodies = false, MaxRecordedCalls = 1,
        };
        _alone = new HttpMessageInvoker(new ClaudeEmulator(options, _clock));
        _sent = new SentBodies(new ClaudeEmulator(options, _clock));
        _planned = new HttpMessageInvoker(library(_sent, _clock));
    }

    /// <summary>Judges the whole chain.</summary>
    /// <param name="hasMinimums">Whether short prompts are not worth a marker; without, small requests are marked like large ones.</param>
    /// <param name="options">Other options than the defaults.</param>
    public static PlanJudge OfChain(bool hasMinimums, CacheControlOptions? options = null) => hasMinimums
        ? new PlanJudge(ModelCatalog.Default, (server, clock) => Chain(server, clock, ModelCatalog.Default, 1024, options))
        : new PlanJudge(WithoutMinimums, (server, clock) => Chain(server, clock, WithoutMinimums, 0, options));

    /// <summary>Judges something in place of the chain.</summary>
    public static PlanJudge Of(Func<HttpMessageHandler, HttpMessageHandler> library) => new(WithoutMinimums, (server, _) => library(server));

    public async Task<Judgement> JudgeAsync(GeneratedRequest request, CancellationToken cancellationToken)
    {
        _clock.Advance(request.Pause);
        _sent.Forget();
        var (statusAlone, answerAlone) = await AskAsync(_alone, request, cancellationToken);
        var (_, answer) = await AskAsync(_planned, request, cancellationToken);
        if (_sent.Attempts.Count == 0)
        {
            return new Judgement(Finding.BytesChanged, 0, "nothing was sent");
        }

        var added = 0;
        foreach (var (body, status) in _sent.Attempts)
        {
            if (statusAlone != 200)
            {
                return new Judgement(Finding.RefusedAnyway, 0, Said(answerAlone));
            }

            if (status != 200)
            {
                return new Judgement(Finding.RefusedBecauseOfUs, 0, $"{Said(answer)}\n{Said(body)}");
            }

            if (body.AsSpan().SequenceEqual(request.Body))
            {
                continue;
            }

            if (AddedMarkers.Between(request.Body, body) is not { } count)
            {
                return new Judgement(Finding.BytesChanged, 0, Said(body));
            }

            if (MarkersIn.Complaint(body) is { } complaint && MarkersIn.Complaint(request.Body) is null)
            {
                return new Judgement(Finding.MarkersBreakRules, count, $"{complaint}\n{Said(body)}");
            }

            added = count;
        }

        return new Judgement(Finding.Sound, added);
    }

    public void Dispose()
    {
        _alone.Dispose();
        _planned.Dispose();
    }

    /// <summary>Asks and reads the answer to its end: that is when the library learns what was read and written.</summary>
    private static async Task<(int Status, byte[] Answer)> AskAsync(HttpMessageInvoker client, GeneratedRequest request, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage();
        using var response = await client.SendAsync(message, cancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken));
    }

    /// <summary>The response cache would answer repetitions itself, the limiter would wait, and a retry would hide what it repairs.</summary>
    private static ClaudeCachingHandler Chain(
        HttpMessageHandler server, TimeProvider clock, ModelCatalog catalog, int minimum, CacheControlOptions? options) => ClaudeCachingHandler.Create(
        new ClaudeCachingOptions
        {
            ResponseCaching = { Enabled = false },
            RateLimiting = { Enabled = false },
            Retrying = { Enabled = false },
            CacheControl = options ?? new CacheControlOptions { DefaultMinTokens = minimum },
            ModelCatalog = catalog,
            TimeProvider = clock,
        },
        server);

    private static string Said(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
