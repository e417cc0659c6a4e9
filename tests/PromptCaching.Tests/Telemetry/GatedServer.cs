namespace PromptCaching.Tests.Telemetry;

/// <summary>Lets nothing through until a test opens it, and says when the first request has come.</summary>
internal sealed class GatedServer : DelegatingHandler
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Asked => _asked.Task;

    public void Open() => _opened.TrySetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _asked.TrySetResult();
        await _opened.Task.WaitAsync(cancellationToken);
        return await base.SendAsync(request, cancellationToken);
    }
}
