using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

namespace PromptCaching.Redis.Tests.Accounting;

/// <summary>Answers whose costs differ by a factor of forty; held until the test lets them go, so that as many are on their way as a budget lets in.</summary>
internal sealed class UnevenApi(int seed) : HttpMessageHandler
{
    private readonly ConcurrentQueue<TaskCompletionSource> _waiting = new();
    private readonly Random _chance = new(seed);
    private volatile TaskCompletionSource _round = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isQuick;

    public Task Round => _round.Task;

    public int Waiting => _waiting.Count;

    public void AnswerAtOnce() => _isQuick = true;

    public void AnswerAll()
    {
        while (_waiting.TryDequeue(out var call))
        {
            call.SetResult();
        }
    }

    public void NextRound() => Interlocked.Exchange(ref _round, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!_isQuick)
        {
            var call = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(call);
            await call.Task.WaitAsync(cancellationToken);
        }

        int tokens;
        lock (_chance)
        {
            tokens = _chance.Next(10) == 0 ? 2000 : _chance.Next(50, 400);
        }

        using var asked = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
        var json = $$$"""
            {"type":"message","id":"m","role":"assistant","model":{{{asked.RootElement.GetProperty("model").GetRawText()}}},"stop_reason":"end_turn","content":[{"type":"text","text":"Yes."}],
             "usage":{"input_tokens":25,"output_tokens":{{{tokens}}}}}
            """;
        return new HttpResponseMessage { Content = new StringContent(json, Encoding.UTF8, "application/json") };
    }
}
