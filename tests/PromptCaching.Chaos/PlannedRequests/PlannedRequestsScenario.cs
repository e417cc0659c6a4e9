using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.PlannedRequests;

/// <summary>Valid requests of every kind through the whole chain: our markers never make one invalid, and never touch another byte.</summary>
internal sealed class PlannedRequestsScenario : IScenario
{
    private const int RequestsPerSession = 25;
    private const int SessionsPerReport = 2000;

    /// <summary>One session in so many keeps the models' minimums, below which nothing is marked.</summary>
    private const int MinimumsOneIn = 4;

    public string Name => "planned-requests";

    public int QuickOperations => 5000;

    public async Task<IReadOnlyList<Figure>> RunAsync(ScenarioRun run, CancellationToken cancellationToken)
    {
        var tally = new PlanTally(run.Progress);
        var sessions = (run.Operations + RequestsPerSession - 1) / RequestsPerSession;
        await Parallel.ForAsync(0, sessions, cancellationToken, async (session, token) =>
        {
            await RunSessionAsync(run, session, tally, token);
            if ((session + 1) % SessionsPerReport == 0)
            {
                await run.Progress.WriteLineAsync($"session {session + 1} of {sessions} done");
            }
        });
        return tally.Figures(Name);
    }

    private static async Task RunSessionAsync(ScenarioRun run, int session, PlanTally tally, CancellationToken cancellationToken)
    {
        var length = Math.Min(RequestsPerSession, run.Operations - (session * RequestsPerSession));
        var requests = Session.Write(run.ChanceOf(session), length);
        using var judge = PlanJudge.OfChain(hasMinimums: session % MinimumsOneIn == 0);
        for (var number = 0; number < length; number++)
        {
            var request = requests[number];
            try
            {
                tally.Add(await judge.JudgeAsync(request, cancellationToken), request, session, number);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                tally.Add(new Judgement(Finding.RefusedBecauseOfUs, 0, exception.ToString()), request, session, number);
            }
        }
    }
}
