using PromptCaching.Redis.Tests.Servers;

namespace PromptCaching.Chaos.RedisStorm;

/// <summary>Many processes share answers through a Redis whose connections are cut and whose server dies: nobody gets what is another's, no call fails.</summary>
internal sealed class RedisStormScenario : IScenario
{
    private const int Clients = 24;
    private const int CallsAtOncePerClient = 4;
    private const int CallsPerCut = 1000;
    private const int CallsPerKill = 10_000;
    private const int MostKills = 20;
    private const int ControlCalls = 2000;
    private const double FewestBytes = 300;
    private const double MostBytes = 300_000;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    public string Name => "redis-storm";

    public int QuickOperations => 20_000;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        if (ServerPrograms.ReasonWithoutRedis is { } reason)
        {
            await run.Progress.WriteLineAsync($"{Name} is skipped: {reason}");
            return [];
        }

        var kills = Math.Clamp(run.Operations / CallsPerKill, 1, MostKills);
        var tally = new StormTally(run.Progress);
        await using var server = await RedisServer.StartAsync();
        await using var proxy = new CuttingProxy(server.Port, connection => BudgetOf(run.ChanceOf(-1 - connection)));
        using var api = new ScopedApi();
        var killing = KillAsync(server, kills, () => tally.Done / (double)run.Operations, cancellationToken);
        using var log = new StormLog();
        await CallAsync(run, run.Operations, () => new StormClient(proxy.Port, api, log, tellsScopes: true), tally, cancellationToken);
        await killing;

        var control = new StormTally(TextWriter.Null);
        await CallAsync(
            run, Math.Min(ControlCalls, run.Operations), () => new StormClient(server.Port, api, log, tellsScopes: false), control, cancellationToken);
        await run.Progress.WriteLineAsync(
            $"{tally.Answered} answered, {tally.Hits} of them from the store; {tally.Cancelled} cancelled, {tally.FailedAfterLeaving} of them told of a failure");
        return
        [
            Figure.Never($"{Name}/answers-to-the-wrong-caller", tally.WrongCaller),
            Figure.Never($"{Name}/calls-failed-because-of-the-store", tally.Failed),
            Figure.Never($"{Name}/entries-of-somebody-else", log.RejectedEntries),
            Figure.AtLeast($"{Name}/store-failures-survived", log.StoreFailures, 1),
            Figure.AtLeast($"{Name}/connections-cut", proxy.Cuts, run.Operations / CallsPerCut),
            Figure.AtLeast($"{Name}/servers-killed", await killing, kills),
            Figure.AtLeast($"{Name}/answers-from-the-store", tally.Hits, 1),
            Figure.AtLeast($"{Name}/calls-cancelled", tally.Cancelled, run.Operations / 50),
            Figure.AtLeast($"{Name}/control-wrong-answers-without-scopes", control.WrongCaller, 1),
        ];
    }

    /// <summary>Short lives are as likely as long ones, so that cuts fall into greetings as well as into answers.</summary>
    private static long BudgetOf(Random chance) => (long)(FewestBytes * Math.Pow(MostBytes / FewestBytes, chance.NextDouble()));

    private static async Task CallAsync(ScenarioRun run, int operations, Func<StormClient> newClient, StormTally tally, CancellationToken cancellationToken)
    {
        var clients = Enumerable.Range(0, Clients).Select(_ => newClient()).ToList();
        try
        {
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = Clients * CallsAtOncePerClient, CancellationToken = cancellationToken };
            await Parallel.ForAsync(0, operations, parallel, async (operation, _) =>
            {
                var call = StormCall.Of(run.ChanceOf(operation), Clients);
                await CallAsync(clients[call.Client], call, tally);
            });
        }
        finally
        {
            foreach (var client in clients)
            {
                await client.DisposeAsync();
            }
        }
    }

    private static async Task CallAsync(StormClient client, StormCall call, StormTally tally)
    {
        using var leaving = new CancellationTokenSource();
        var asking = client.AskAsync(call, leaving.Token);
        try
        {
            await LeaveAsync(call.Leaving, leaving);
            var (text, isHit) = await asking.WaitAsync(_patience, CancellationToken.None);
            tally.Answer(call, text, isHit);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            tally.Cancel();
        }
        catch (Exception) when (asking.IsCompleted && leaving.IsCancellationRequested)
        {
            tally.FailAfterLeaving();
        }
        catch (Exception fault)
        {
            tally.Fail(call, fault);
        }
    }

    private static async Task LeaveAsync(Leaving leaving, CancellationTokenSource source)
    {
        if (leaving == Leaving.Never)
        {
            return;
        }

        for (var turn = 0; turn < leaving.Yields; turn++)
        {
            await Task.Yield();
        }

        if (leaving.Delay > TimeSpan.Zero)
        {
            source.CancelAfter(leaving.Delay);
        }
        else
        {
            await source.CancelAsync();
        }
    }

    /// <summary>Kills the server at even distances of the run and brings it back a moment later; tells how often.</summary>
    private static async Task<int> KillAsync(RedisServer server, int kills, Func<double> progress, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        for (var killed = 0; killed < kills; killed++)
        {
            while (progress() < (killed + 1) / (kills + 1.0))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), clock, cancellationToken);
            }

            server.Kill();
            await Task.Delay(TimeSpan.FromMilliseconds(300), clock, cancellationToken);
            await server.RestartAsync();
        }

        return kills;
    }
}
