using PromptCaching.Chaos;
using PromptCaching.Chaos.Canaries;
using PromptCaching.Chaos.CoalescingSchedules;
using PromptCaching.Chaos.ColdBurst;
using PromptCaching.Chaos.CutStreams;
using PromptCaching.Chaos.DirectoryCrashes;
using PromptCaching.Chaos.FleetQuota;
using PromptCaching.Chaos.ForeignBytes;
using PromptCaching.Chaos.FullQuota;
using PromptCaching.Chaos.GatewayStreams;
using PromptCaching.Chaos.HostileEntries;
using PromptCaching.Chaos.LedgerAgreement;
using PromptCaching.Chaos.LedgerMemory;
using PromptCaching.Chaos.MalformedConnections;
using PromptCaching.Chaos.MalformedRequests;
using PromptCaching.Chaos.NearEqualRequests;
using PromptCaching.Chaos.OverloadStorm;
using PromptCaching.Chaos.PlannedRequests;
using PromptCaching.Chaos.RedisStorm;
using PromptCaching.Chaos.Soak;
using PromptCaching.Chaos.StoreFaults;
using PromptCaching.Chaos.TransportFaults;

if (args is [WriterProgram.Name, var directory, var manner, var seed])
{
    return await WriterProgram.RunAsync(directory, manner, seed);
}

if (args is [FleetProgram.Name, var api, var redis, var firstNumber])
{
    return await FleetProgram.RunAsync(api, redis, firstNumber);
}

IScenario[] scenarios =
[
    new MalformedRequestsScenario(),
    new MalformedConnectionsScenario(),
    new PlannedRequestsScenario(),
    new LedgerMemoryScenario(),
    new LedgerAgreementScenario(),
    new CutStreamsScenario(),
    new DirectoryCrashesScenario(),
    new RedisStormScenario(),
    new NearEqualRequestsScenario(),
    new StoreFaultsScenario(),
    new HostileEntriesScenario(),
    new CanariesScenario(),
    new CoalescingSchedulesScenario(),
    new FullQuotaScenario(),
    new ColdBurstScenario(),
    new OverloadStormScenario(),
    new TransportFaultsScenario(),
    new FleetQuotaScenario(),
    new GatewayStreamsScenario(),
    new ForeignBytesScenario(),
    new SoakScenario(),
];
return await Arguments.Command(scenarios, RunAsync).Parse(args).InvokeAsync();

static async Task<int> RunAsync(Arguments arguments, CancellationToken cancellationToken)
{
    var isOk = true;
    foreach (var scenario in arguments.Scenarios)
    {
        var run = new ScenarioRun(arguments.Operations ?? scenario.QuickOperations, arguments.Seed, Console.Error);
        await Console.Error.WriteLineAsync($"{scenario.Name}: {run.Operations} operations, seed {run.Seed}");
        foreach (var figure in await scenario.RunAsync(run, cancellationToken))
        {
            Console.WriteLine(figure.ToJson(run));
            isOk &= figure.IsOk;
        }
    }

    return isOk ? 0 : 1;
}
