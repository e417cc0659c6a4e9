using PromptCaching.Testing;

namespace PromptCaching.AspNetCore.Tests.Support;

/// <summary>The emulator, and how many calls were given up before they were answered.</summary>
internal sealed class UpstreamUnderTest(ClaudeEmulator emulator) : DelegatingHandler(emulator)
{
    private int _begun;
    private int _givenUp;

    public ClaudeEmulator Emulator => emulator;

    public int Begun => Volatile.Read(ref _begun);

    public int GivenUp => Volatile.Read(ref _givenUp);

    /// <summary>Gets or sets what is thrown in place of an answer.</summary>
    public Exception? Failure { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _begun);
        try
        {
            return Failure is { } failure ? throw failure : await base.SendAsync(request, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref _givenUp);
            throw;
        }
    }
}
