using PromptCaching;
using PromptCaching.Testing;

namespace OtherClients;

/// <summary>The whole chain as one HTTP client, which any client of Claude can be put on, and the reports of the calls that went through it.</summary>
internal sealed class Chain : IDisposable, ICallObserver
{
    private readonly List<CallReport> _reports = [];

    private Chain(string key, HttpMessageHandler primary, bool isEmulated)
    {
        IsEmulated = isEmulated;
        Options = new ClaudeCachingOptions { Client = { ApiKey = key }, Observers = { this } };
        Http = new HttpClient(ClaudeCachingHandler.Create(Options, primary))
        {
            // The chain has time limits of its own, which know that an answer is still coming.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public ClaudeCachingOptions Options { get; }

    public bool IsEmulated { get; }

    public HttpClient Http { get; }

    /// <summary>Makes the chain over the API; without a key, over the emulator.</summary>
    public static Chain Create(string? key) => string.IsNullOrWhiteSpace(key)
        ? new Chain("emulated", new ClaudeEmulator(), isEmulated: true)
        : new Chain(key, new SocketsHttpHandler { AllowAutoRedirect = false }, isEmulated: false);

    public void OnCallCompleted(CallReport report)
    {
        lock (_reports)
        {
            _reports.Add(report);
        }
    }

    /// <summary>Takes the reports that came since they were taken last.</summary>
    public IReadOnlyList<CallReport> TakeReports()
    {
        lock (_reports)
        {
            CallReport[] taken = [.. _reports];
            _reports.Clear();
            return taken;
        }
    }

    public void Dispose() => Http.Dispose();
}
