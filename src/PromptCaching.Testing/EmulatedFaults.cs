namespace PromptCaching.Testing;

/// <summary>Faults by chance, the same ones in every run: the n-th call with the same seed gets the same fault.</summary>
/// <remarks>They befall valid Messages requests whose answer was not scripted to fail. A call gets one at most.</remarks>
public sealed record EmulatedFaults
{
    /// <summary>Gets the seed.</summary>
    /// <value>The default is <see langword="null"/>: that of <see cref="ClaudeEmulatorOptions.Seed"/>.</value>
    public int? Seed { get; init; }

    /// <summary>Gets the part of all calls that each fault befalls, from 0 to 1.</summary>
    /// <value>The default is none; together they are 1 at most.</value>
    public IReadOnlyDictionary<EmulatedFault, double> Rates { get; init; } = new Dictionary<EmulatedFault, double>();

    /// <summary>Gets how long a <see cref="EmulatedFault.SlowStart"/> lasts, on the emulator's clock.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan SlowStart { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Gets the wait between the parts of a <see cref="EmulatedFault.Trickle"/>, on the emulator's clock.</summary>
    /// <value>The default is 10 milliseconds.</value>
    public TimeSpan TrickleDelay { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>Makes faults of every kind, all equally likely.</summary>
    /// <param name="rate">The part of all calls that goes wrong, from 0 to 1.</param>
    /// <param name="seed">The seed.</param>
    /// <returns>The faults.</returns>
    public static EmulatedFaults OfEveryKind(double rate, int? seed = null)
    {
        var kinds = Enum.GetValues<EmulatedFault>();
        return new EmulatedFaults { Seed = seed, Rates = kinds.ToDictionary(static kind => kind, _ => rate / kinds.Length) };
    }
}
