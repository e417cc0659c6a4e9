using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Faults;

/// <summary>Chooses the fault of a call, if it is to have one.</summary>
internal sealed class FaultDice
{
    private const double Imprecision = 1e-9;
    private readonly EmulatedFaults _faults;
    private readonly int _seed;
    private readonly (EmulatedFault Fault, double Rate)[] _rates;

    public FaultDice(EmulatedFaults? faults, int seed)
    {
        _faults = faults ?? new EmulatedFaults();
        _seed = _faults.Seed ?? seed;
        _rates = [.. _faults.Rates.OrderBy(static rate => rate.Key).Select(static rate => (rate.Key, rate.Value))];
        if (_rates.Any(static rate => !(rate.Rate is >= 0 and <= 1)) || _rates.Sum(static rate => rate.Rate) > 1 + Imprecision)
        {
            throw new ArgumentException("The rate of a fault is a number from 0 to 1, and all rates together are 1 at most.", nameof(faults));
        }
    }

    public EmulatedFault? Roll(long number)
    {
        if (_rates.Length == 0)
        {
            return null;
        }

        var rest = new Chance(_seed, number).Fraction();
        foreach (var (fault, rate) in _rates)
        {
            if (rest < rate)
            {
                return fault;
            }

            rest -= rate;
        }

        return null;
    }

    /// <summary>The reply as the fault leaves it.</summary>
    public Reply Apply(EmulatedFault fault, Reply reply, long number, string requestId)
    {
        var chance = new Chance(_seed, ~number);
        return (FailedReplies.Of(fault, requestId) ?? BodyFaults.Of(fault, reply, chance, _faults).Apply(reply)) with { Fault = fault };
    }
}
