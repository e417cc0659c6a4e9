using System.Diagnostics;
using System.Text;
using PromptCaching.Accounting;
using PromptCaching.Testing;

namespace PromptCaching.Chaos.LedgerAgreement;

/// <summary>One chain with all its parts over an emulator that fails in every way it knows; calls come in waves, time goes on when all of them wait.</summary>
internal sealed class AgreementLane : IDisposable
{
    private const double ShareOfFaults = 0.3;
    private const int AttemptsOfACall = 6;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);
    private static readonly Uri Address = new("https://api.anthropic.com/v1/messages");
    private readonly ManualTimeProvider _clock = new(new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero));
    private readonly ClaudeCachingHandler _chain;
    private readonly HttpMessageInvoker _client;
    private readonly ReportCount _reports = new();

    public AgreementLane(int operations, int seed)
    {
        Emulator = new ClaudeEmulator(
            new ClaudeEmulatorOptions
            {
                Faults = EmulatedFaults.OfEveryKind(ShareOfFaults, seed),
                TimeToFirstByte = TimeSpan.FromSeconds(1),
                TokenCounting = TokenCounting.FourCharacters,
                RecordBodies = false,
                MaxRecordedCalls = operations * AttemptsOfACall,
            },
            _clock);
        _chain = ClaudeCachingHandler.Create(
            new ClaudeCachingOptions
            {
                Client = { ApiKey = "key-of-the-run" },
                RateLimiting = { Enabled = false },
                Retrying =
                {
                    CircuitBreaker = false,
                    RetryBudget = AttemptsOfACall,
                    FirstByteTimeout = TimeSpan.FromSeconds(20),
                    AnswerTimeout = TimeSpan.FromSeconds(20),
                    IdleTimeout = TimeSpan.FromSeconds(10),
                    TotalDeadline = TimeSpan.FromHours(1),
                },
                Accounting = { MaxEntries = operations * AttemptsOfACall },
                Observers = { _reports },
                TimeProvider = _clock,
            },
            Emulator);
        _client = new HttpMessageInvoker(_chain);
    }

    public ClaudeEmulator Emulator { get; }

    public IClaudeUsage Usage => _chain.Usage;

    /// <summary>Gets how many reports said that an answer was free.</summary>
    public int FreeAnswers => _reports.Free;

    /// <summary>Makes a wave of calls and waits for their end and that of what they left behind.</summary>
    /// <returns>Whether it ended.</returns>
    public bool Run(IEnumerable<AgreementPlan> plans, CancellationToken cancellationToken)
    {
        var calls = Task.WhenAll(plans.Select(plan => CallAsync(plan, cancellationToken)).ToArray());
        var silence = Stopwatch.StartNew();
        while (!calls.IsCompleted || _chain.QuestionsInFlight > 0)
        {
            if (_clock.AdvanceToNextTimer())
            {
                silence.Restart();
            }
            else if (silence.Elapsed > LongestSilence)
            {
                return false;
            }
            else
            {
                Thread.Yield();
            }
        }

        calls.GetAwaiter().GetResult();
        return true;
    }

    public void Dispose() => _client.Dispose();

    private async Task CallAsync(AgreementPlan plan, CancellationToken cancellationToken)
    {
        using var patience = plan.Patience is { } time ? new CancellationTokenSource(time, _clock) : new CancellationTokenSource();
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(plan.Body)) };
        request.Content.Headers.ContentType = new("application/json");
        new ClaudeCall { Scope = plan.Scope, Tags = [plan.Tag] }.Set(request);
        try
        {
            using var response = await _client.SendAsync(request, both.Token).ConfigureAwait(false);
            await using var body = await response.Content.ReadAsStreamAsync(both.Token).ConfigureAwait(false);
            if (plan.IsLeft)
            {
                _ = await body.ReadAsync(new byte[100], both.Token).ConfigureAwait(false);
            }
            else
            {
                await body.CopyToAsync(Stream.Null, both.Token).ConfigureAwait(false);
            }
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or ClaudeException or OperationCanceledException)
        {
            // As it was its fate; what was paid for it is what the run is about.
        }
    }

    private sealed class ReportCount : ICallObserver
    {
        private int _free;

        public int Free => _free;

        public void OnCallCompleted(CallReport report)
        {
            if (report.Source is CallSource.ResponseCache or CallSource.Joined)
            {
                Interlocked.Increment(ref _free);
            }
        }
    }
}
