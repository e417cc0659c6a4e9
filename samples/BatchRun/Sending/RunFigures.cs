using BatchRun.Costs;
using PromptCaching;

namespace BatchRun.Sending;

/// <summary>How far a run has come.</summary>
/// <param name="Total">All requests of the study.</param>
/// <param name="Restored">Answers of earlier runs.</param>
/// <param name="Spent">What all answers cost, in this run and before, in USD.</param>
internal sealed record RunFigures(int Total, int Restored, decimal Spent)
{
    public int Succeeded { get; init; }

    public int Failed { get; init; }

    /// <summary>Gets the answers of this run whose prompt was partly read from the prompt cache.</summary>
    public int Hits { get; init; }

    /// <summary>Gets what this run cost, in USD.</summary>
    public decimal SpentNow { get; init; }

    public int Now => Succeeded + Failed;

    public int Done => Restored + Now;

    public RunFigures With(GenerateManyResult result) => this with
    {
        Succeeded = Succeeded + (result.Message is null ? 0 : 1),
        Failed = Failed + (result.Message is null ? 1 : 0),
        Hits = Hits + (Tokens.Of(result.Message?.Usage).Read > 0 ? 1 : 0),
        Spent = Spent + (result.Cost ?? 0),
        SpentNow = SpentNow + (result.Cost ?? 0),
    };
}
