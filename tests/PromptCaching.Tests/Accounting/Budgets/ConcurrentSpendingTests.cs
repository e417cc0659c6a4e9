using System.Collections.Concurrent;
using System.Net.Http.Headers;
using PromptCaching.Accounting;
using PromptCaching.Tests.Support;
using Xunit.Abstractions;

namespace PromptCaching.Tests.Accounting.Budgets;

/// <summary>A dollar, a hundred callers at one time, costs that differ by a factor of forty.</summary>
public sealed class ConcurrentSpendingTests(ITestOutputHelper output)
{
    private const int Callers = 100;
    private const decimal Dollar = 1m;
    private const decimal DearestCall = 0.02m + 0.0002m;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_budget_is_overspent_by_a_twentieth_or_one_call_at_most_and_nearly_all_of_it_is_used(int seed)
    {
        var spent = await SpendAsync(seed, isStrict: false);

        spent.Should().BeLessThanOrEqualTo(Dollar + Math.Max(0.05m, DearestCall)).And.BeGreaterThan(0.8m);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_strict_budget_is_never_overspent(int seed)
    {
        var spent = await SpendAsync(seed, isStrict: true);

        spent.Should().BeLessThanOrEqualTo(Dollar).And.BeGreaterThan(0.8m);
    }

    private async Task<decimal> SpendAsync(int seed, bool isStrict)
    {
        var server = new UnevenServer(seed);
        using var chain = new ChainUnderTest(
            options =>
            {
                options.ResponseCaching.Enabled = false;
                options.Budgets.Add(new Budget { Name = "dollar", Usd = Dollar, IsStrict = isStrict });
            },
            server);
        var callers = Enumerable.Range(0, Callers).Select(caller => AskUntilRefusedAsync(chain, server, caller)).ToList();
        for (var answered = 0; callers.Exists(static caller => !caller.IsCompleted);)
        {
            answered += server.AnswerAll();
            while (chain.Handler.Usage.Total.Attempts < answered)
            {
                await Task.Yield();
            }

            server.NextRound();
            await Task.Yield();
        }

        await Task.WhenAll(callers);
        output.WriteLine($"{chain.Handler.Usage.Total.Attempts} calls, {chain.Handler.Usage.Total.Cost} USD");
        return chain.Handler.Usage.Total.Cost;
    }

    /// <summary>Who is refused because of what others have reserved comes again while any of them is on its way.</summary>
    private static async Task AskUntilRefusedAsync(ChainUnderTest chain, UnevenServer server, int caller)
    {
        for (var call = 0; ; call++)
        {
            var round = server.Round;
            try
            {
                await chain.AskAsync(
                    $$"""{"model":"claude-sonnet-5-5","max_tokens":2000,"messages":[{"role":"user","content":"{{caller}}-{{call}}"}]}""");
            }
            catch (ClaudeRefusedException) when (chain.Handler.Usage.Budgets[0].Reserved > 0)
            {
                await round;
            }
            catch (ClaudeRefusedException)
            {
                return;
            }
        }
    }

    /// <summary>Holds every call until the test lets them go, so that as many are on their way as the budget lets in.</summary>
    private sealed class UnevenServer(int seed) : HttpMessageHandler
    {
        private readonly ConcurrentQueue<TaskCompletionSource> _waiting = new();
        private readonly Random _chance = new(seed);

        private volatile TaskCompletionSource _round = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Round => _round.Task;

        public int AnswerAll()
        {
            var answered = 0;
            for (; _waiting.TryDequeue(out var call); answered++)
            {
                call.SetResult();
            }

            return answered;
        }

        public void NextRound() => Interlocked.Exchange(ref _round, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var call = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Enqueue(call);
            await call.Task.WaitAsync(cancellationToken);
            int tokens;
            lock (_chance)
            {
                tokens = _chance.Next(10) == 0 ? 2000 : _chance.Next(50, 400);
            }

            var json = $$$"""
                {"type":"message","id":"m","model":"claude-sonnet-5-5","stop_reason":"end_turn","content":[{"type":"text","text":"Yes."}],
                 "usage":{"input_tokens":25,"output_tokens":{{{tokens}}}}}
                """;
            return new HttpResponseMessage { Content = new ByteArrayContent(json.Utf8()) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        }
    }
}
