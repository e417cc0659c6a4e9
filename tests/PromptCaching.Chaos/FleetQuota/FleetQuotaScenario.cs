using PromptCaching.Redis.Tests.Servers;

namespace PromptCaching.Chaos.FleetQuota;

/// <summary>Four processes with one API key share its limits through one Redis: all of the quota is used, and none of it is exceeded.</summary>
internal sealed class FleetQuotaScenario : IScenario
{
    private const double LeastThroughput = 0.95;
    private const double MostExchangesPerCall = 0.2;
    private const int MostRefusalsInAnOutage = 3;
    private static readonly TimeSpan Control = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeProvider Clock = TimeProvider.System;

    public string Name => "fleet-quota";

    /// <summary>Gets the seconds of each run.</summary>
    public int QuickOperations => 20;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        if (ServerPrograms.ReasonWithoutRedis is { } reason)
        {
            await run.Progress.WriteLineAsync($"{Name} is skipped: {reason}");
            return [];
        }

        return [.. await SteadyAsync(run, cancellationToken), .. await KilledAsync(run, cancellationToken), await AloneAsync(run, cancellationToken)];
    }

    private async Task<IEnumerable<Figure>> SteadyAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        await using var redis = await RedisServer.StartAsync();
        await using var fleet = await FleetRun.StartAsync(run, redis.Address, cancellationToken);
        await Task.Delay(WarmUp, Clock, cancellationToken);
        var from = Clock.GetUtcNow();
        await Task.Delay(TimeSpan.FromSeconds(run.Operations), Clock, cancellationToken);
        var until = Clock.GetUtcNow();
        var (lost, exchanges) = await fleet.StopAsync(cancellationToken);
        return
        [
            Figure.Never($"{Name}/429s", fleet.Refusals),
            new Figure($"{Name}/throughput", fleet.Throughput(from, until), LeastThroughput, "min"),
            Figure.Never($"{Name}/lost-calls", lost),
            new Figure($"{Name}/exchanges-per-call", exchanges, MostExchangesPerCall, "max"),
        ];
    }

    /// <summary>One process is killed and replaced, and Redis is away from the second to the third quarter.</summary>
    private async Task<IEnumerable<Figure>> KilledAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var quarter = TimeSpan.FromSeconds(run.Operations / 4.0);
        await using var redis = await RedisServer.StartAsync();
        await using var fleet = await FleetRun.StartAsync(run, redis.Address, cancellationToken);
        await Task.Delay(WarmUp, Clock, cancellationToken);
        var from = Clock.GetUtcNow();
        await Task.Delay(quarter, Clock, cancellationToken);
        await fleet.KillAsync();
        await fleet.AddAsync(cancellationToken);
        await Task.Delay(quarter, Clock, cancellationToken);
        var killed = Clock.GetUtcNow();
        redis.Kill();
        await Task.Delay(quarter, Clock, cancellationToken);
        await redis.RestartAsync();
        var back = Clock.GetUtcNow();
        await Task.Delay(quarter, Clock, cancellationToken);
        var until = Clock.GetUtcNow();
        var (lost, _) = await fleet.StopAsync(cancellationToken);
        await run.Progress.WriteLineAsync(
            $"throughput with Redis {fleet.Throughput(from, killed)}, without {fleet.Throughput(killed, back)}, with it again {fleet.Throughput(back, until)}");
        return
        [
            new Figure($"{Name}/killed/429s", fleet.Refusals, MostRefusalsInAnOutage, "max"),
            Figure.Never($"{Name}/killed/lost-calls", lost),
        ];
    }

    /// <summary>The same fleet, whose processes know nothing of each other: what all of this is for.</summary>
    private async Task<Figure> AloneAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        await using var fleet = await FleetRun.StartAsync(run, FleetProgram.NoRedis, cancellationToken);
        await Task.Delay(Control, Clock, cancellationToken);
        return Figure.AtLeast($"{Name}/control-429s-of-processes-on-their-own", fleet.Refusals, 1);
    }
}
