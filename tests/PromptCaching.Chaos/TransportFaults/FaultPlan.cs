namespace PromptCaching.Chaos.TransportFaults;

/// <summary>What befalls the attempts of one call, in turn.</summary>
/// <param name="IsStream">Whether the call asks for a stream.</param>
/// <param name="Faults">One for each attempt that should be made.</param>
internal sealed record FaultPlan(bool IsStream, IReadOnlyList<Fault> Faults)
{
    private const int MostAttempts = 4;
    private const double Share = 0.6;

    public bool ShouldSucceed => Faults[^1] == Fault.None;

    public static FaultPlan Roll(Random chance)
    {
        var isStream = chance.Next(2) == 0;
        var possible = TransportFaults.Faults.For(isStream);
        var faults = new List<Fault>();
        do
        {
            faults.Add(chance.NextDouble() < Share ? possible[chance.Next(possible.Count)] : Fault.None);
        }
        while (!TransportFaults.Faults.IsFinal(faults[^1]) && faults.Count < MostAttempts);

        return new FaultPlan(isStream, faults);
    }
}
