using Microsoft.Extensions.Logging;
using PromptCaching.Accounting;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Accounting.Budgets;

public sealed class SharedBudgetTests
{
    private readonly MemoryBudgets _budgets = new();

    [Fact]
    public async Task What_one_process_spends_another_cannot()
    {
        using var one = Chain(0.26m);
        using var two = Chain(0.26m);
        await one.AskAsync(Question(1));
        await one.AskAsync(Question(2));
        await one.Handler.Usage.ReadBudgetsAsync();

        (await AskingAsync(two, 3)).Which.Message.Should().Contain("0.2 USD are spent");
        (await two.Handler.Usage.ReadBudgetsAsync()).Should().ContainSingle().Which.Should().BeEquivalentTo(new { Spent = 0.2m, Reserved = 0m });
    }

    [Fact]
    public async Task What_a_call_of_one_process_holds_is_reserved_for_all()
    {
        var answer = new TaskCompletionSource();
        using var one = Chain(1m, Held(answer.Task));
        using var two = Chain(1m);
        var call = one.AskAsync(Question(1));
        await UntilAsync(() => _budgets.Answered.Count == 1);

        (await two.Handler.Usage.ReadBudgetsAsync())[0].Should().Match<BudgetStatus>(status => status.Spent == 0m && status.Reserved > 0m);
        answer.SetResult();
        await call;
        await one.Handler.Usage.ReadBudgetsAsync();

        (await two.Handler.Usage.ReadBudgetsAsync())[0].Should().BeEquivalentTo(new { Spent = 0.1m, Reserved = 0m });
    }

    [Fact]
    public async Task Who_cannot_ask_counts_alone_from_what_was_known_last_and_tells_it_all_when_it_can()
    {
        using var one = Chain(0.36m);
        using var two = Chain(0.36m);
        await two.AskAsync(Question(1));
        await two.Handler.Usage.ReadBudgetsAsync();
        await one.Handler.Usage.ReadBudgetsAsync();

        _budgets.IsAway = true;
        await one.AskAsync(Question(2));
        await one.AskAsync(Question(3));
        await AskingAsync(one, 4);
        _budgets.IsAway = false;

        // What either says in the background may have failed meanwhile, and is said again after a pause.
        while ((await two.Handler.Usage.ReadBudgetsAsync())[0] is not { Spent: 0.3m, Reserved: 0m })
        {
            one.Clock.Advance(TimeSpan.FromSeconds(1));
            two.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (Said(one, "cannot be asked"), Said(one, "is shared again")).Should().Be((1, 1));
    }

    [Fact]
    public async Task Nobody_waits_for_others_that_are_silent()
    {
        _budgets.Silence = new TaskCompletionSource().Task;
        using var chain = Chain(1m);
        var call = chain.AskAsync(Question(1));
        while (!call.IsCompleted)
        {
            chain.Clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        (await call).Status.Should().Be(200);
        chain.Handler.Usage.Budgets[0].Should().BeEquivalentTo(new { Spent = 0.1m, Reserved = 0m });
    }

    [Fact]
    public async Task The_end_does_not_wait_for_others_that_are_silent()
    {
        _budgets.Silence = new TaskCompletionSource().Task;
        var chain = Chain(1m);
        var call = chain.AskAsync(Question(1));
        while (!call.IsCompleted || _budgets.Arrived < 2)
        {
            chain.Clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        await Task.Run(chain.Dispose).WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_log_that_throws_keeps_nobody_waiting()
    {
        using var one = Chain(1m);
        await one.AskAsync(Question(1));
        await one.Handler.Usage.ReadBudgetsAsync();
        using var two = Chain(0.1m, configure: static options => options.LoggerFactory = new ThrowingLoggers());

        await two.Handler.Usage.ReadBudgetsAsync();

        (await two.Handler.Usage.ReadBudgetsAsync().WaitAsync(TimeSpan.FromSeconds(60)))[0].Spent.Should().Be(0.1m);
    }

    [Fact]
    public async Task A_caller_who_leaves_while_it_asks_holds_nothing()
    {
        var silence = new TaskCompletionSource();
        _budgets.Silence = silence.Task;
        using var chain = Chain(1m);
        using var leaving = new CancellationTokenSource();
        var call = chain.Http.SendAsync(ChainUnderTest.Post(Question(1).Utf8()), leaving.Token);
        await UntilAsync(() => _budgets.Arrived == 1);
        await leaving.CancelAsync();
        await call.Invoking(static one => one).Should().ThrowAsync<OperationCanceledException>();
        silence.SetResult();

        (await chain.Handler.Usage.ReadBudgetsAsync())[0].Should().BeEquivalentTo(new { Spent = 0m, Reserved = 0m });
        _budgets.Answered[^1].Held.Should().Be(default(BudgetClaim));
    }

    [Fact]
    public async Task Who_holds_something_shows_that_it_lives_and_who_holds_nothing_is_silent()
    {
        var answer = new TaskCompletionSource();
        using var chain = Chain(1m, Held(answer.Task));
        var call = chain.AskAsync(Question(1));
        while (_budgets.Answered.Count < 2)
        {
            chain.Clock.AdvanceToNextTimer();
            await Task.Yield();
        }

        var sign = _budgets.Answered[1];
        sign.Held.Expected.Should().BePositive();
        answer.SetResult();
        await call;
        await UntilAsync(() => _budgets.Answered[^1].Held == default);
        var last = _budgets.Arrived;
        for (var lease = 0; lease < 20; lease++)
        {
            chain.Clock.Advance(sign.Lease);
            await Task.Yield();
        }

        _budgets.Arrived.Should().BeInRange(last, last + 1, "the last word may have been on its way");
    }

    [Fact]
    public async Task A_new_period_begins_for_all_with_nothing_spent()
    {
        using var one = Chain(0.26m);
        await one.AskAsync(Question(1));
        await one.AskAsync(Question(2));
        await AskingAsync(one, 3);

        one.Clock.Advance(TimeSpan.FromDays(31));

        (await one.AskAsync(Question(3))).Status.Should().Be(200);
        await one.Handler.Usage.ReadBudgetsAsync();
        _budgets.Answered[^1].Should().BeEquivalentTo(new { Spent = 0.1m });
    }

    [Fact]
    public async Task What_is_not_said_yet_is_said_at_the_end()
    {
        using (var one = Chain(1m))
        {
            await one.AskAsync(Question(1));
        }

        using var two = Chain(1m);

        (await two.Handler.Usage.ReadBudgetsAsync())[0].Spent.Should().Be(0.1m);
    }

    [Fact]
    public async Task A_call_that_one_of_two_budgets_refuses_holds_nothing_of_the_other()
    {
        using var chain = new ChainUnderTest(
            options =>
            {
                options.SharedBudgets = _budgets;
                options.Budgets.Add(new Budget { Name = "large", Usd = 10m });
                options.Budgets.Add(new Budget { Name = "none", Usd = 0m });
            },
            Server());

        await AskingAsync(chain, 1);

        (await chain.Handler.Usage.ReadBudgetsAsync()).Should().OnlyContain(static status => status.Reserved == 0m);
    }

    private static async Task<FluentAssertions.Specialized.ExceptionAssertions<ClaudeRefusedException>> AskingAsync(ChainUnderTest chain, int question) =>
        await ((Func<Task>)(() => chain.AskAsync(Question(question)))).Should().ThrowAsync<ClaudeRefusedException>();

    private static int Said(ChainUnderTest chain, string words)
    {
        lock (chain.Loggers.Lines)
        {
            return chain.Loggers.Lines.Count(line => line.Contains(words, StringComparison.Ordinal));
        }
    }

    private static async Task UntilAsync(Func<bool> isTrue)
    {
        while (!isTrue())
        {
            await Task.Yield();
        }
    }

    /// <summary>Ten thousand tokens of Sonnet 5.5 are ten cents.</summary>
    private static ScriptedServer Server() => new("""
        {"type":"message","id":"msg_1","model":"claude-sonnet-5-5","stop_reason":"end_turn","content":[{"type":"text","text":"Yes."}],
         "usage":{"input_tokens":0,"output_tokens":10000}}
        """);

    private static DelayedServer Held(Task until) => new(until, Server());

    private static string Question(int number) =>
        $$"""{"model":"claude-sonnet-5-5","max_tokens":15000,"messages":[{"role":"user","content":"Question {{number:00}}"}]}""";

    private ChainUnderTest Chain(decimal usd, HttpMessageHandler? server = null, Action<ClaudeCachingOptions>? configure = null) => new(
        options =>
        {
            options.SharedBudgets = _budgets;
            options.Budgets.Add(new Budget { Name = "b", Usd = usd });
            configure?.Invoke(options);
        },
        server ?? Server());

    /// <summary>Throws at every warning: here at the first, that the budget is running out.</summary>
    private sealed class ThrowingLoggers : ILoggerFactory, ILogger
    {
        public void AddProvider(ILoggerProvider provider)
        {
        }

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
            {
                throw new IOException("The disk of the log is full.");
            }
        }

        public void Dispose()
        {
        }
    }

    private sealed class DelayedServer(Task until, HttpMessageHandler server) : DelegatingHandler(server)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await until.WaitAsync(cancellationToken);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
