using System.Globalization;
using System.Text;

namespace PromptCaching.Chaos.CoalescingSchedules;

/// <summary>One caller: asks when told to, reads at its own pace, and may leave in one of three ways.</summary>
internal sealed class ScheduledCaller(int number, bool wantsStream, bool isSlow, Leaving leaving, LogicalTime time) : IDisposable
{
    private static readonly Uri _address = new("https://api.anthropic.com/v1/messages");
    private readonly CancellationTokenSource _leaves = new();
    private readonly SemaphoreSlim _permits = new(0);
    private readonly MemoryStream _read = new();
    private HttpResponseMessage? _response;
    private Task _run = Task.CompletedTask;

    public bool WantsStream { get; } = wantsStream;

    public long EntersAt { get; private set; } = LogicalTime.Never;

    public long HasEnteredAt { get; private set; } = LogicalTime.Never;

    public long LeavesAt { get; private set; } = LogicalTime.Never;

    public int Number { get; } = number;

    public bool HasLeft => LeavesAt != LogicalTime.Never;

    public int? Status { get; private set; }

    /// <summary>Gets a value indicating whether the answer came from the store, and so from no call that was under way.</summary>
    public bool IsHit { get; private set; }

    public Exception? Failure { get; private set; }

    public string Transcript => Encoding.UTF8.GetString(_read.GetBuffer(), 0, (int)_read.Length);

    public Task Run => _run;

    /// <summary>Asks; has a seat, or an answer, when this returns.</summary>
    public void Enter(HttpMessageInvoker client, string question)
    {
        EntersAt = time.Next();
        var sending = client.SendAsync(Request(question), _leaves.Token);
        HasEnteredAt = time.Next();
        _run = RunAsync(sending);
    }

    /// <summary>Lets a slow reader read on.</summary>
    public void Permit(int reads = 1) => _permits.Release(reads);

    public void Leave()
    {
        if (EntersAt == LogicalTime.Never || HasLeft)
        {
            return;
        }

        LeavesAt = time.Next();
        if (leaving == Leaving.Dispose && Volatile.Read(ref _response) is { } response)
        {
            response.Dispose();
            Permit();
        }
        else
        {
            _leaves.Cancel();
        }
    }

    public void Dispose()
    {
        _leaves.Dispose();
        _permits.Dispose();
        _read.Dispose();
    }

    private HttpRequestMessage Request(string question)
    {
        var body = $$"""{"model":"claude-haiku-5-5","max_tokens":9,{{(WantsStream ? "\"stream\":true," : "")}}"messages":[{"role":"user","content":"{{question}}"}]}""";
        var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.Add(ScheduledServer.CallerHeader, Number.ToString(CultureInfo.InvariantCulture));
        return request;
    }

    private async Task RunAsync(Task<HttpResponseMessage> sending)
    {
        await Task.Yield();
        try
        {
            using var response = await sending;
            Volatile.Write(ref _response, response);
            Status = (int)response.StatusCode;
            IsHit = response.Headers.TryGetValues("x-promptcaching-result", out var results) && results.Contains("hit");
            await ReadAsync(response);
        }
        catch (Exception fault)
        {
            Failure = fault;
        }
    }

    private async Task ReadAsync(HttpResponseMessage response)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(_leaves.Token);
        var buffer = new byte[4096];
        while (true)
        {
            if (isSlow)
            {
                await _permits.WaitAsync(_leaves.Token);
            }

            var count = await stream.ReadAsync(buffer, _leaves.Token);
            if (count == 0)
            {
                return;
            }

            _read.Write(buffer, 0, count);
        }
    }
}

/// <summary>How a caller leaves.</summary>
internal enum Leaving
{
    /// <summary>By its token.</summary>
    Cancel,

    /// <summary>By letting go of the response, once it has one.</summary>
    Dispose,
}
