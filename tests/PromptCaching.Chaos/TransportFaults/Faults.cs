namespace PromptCaching.Chaos.TransportFaults;

/// <summary>What is true of the faults.</summary>
internal static class Faults
{
    private static readonly Fault[] OfBoth =
    [
        Fault.NoConnection, Fault.ResetBeforeHeaders, Fault.ResetInHeaders, Fault.NoHeaders, Fault.Status408, Fault.Status409, Fault.Status429,
        Fault.Status500, Fault.Status502, Fault.Status503, Fault.Status504, Fault.Status529, Fault.Status400,
    ];

    private static readonly Fault[] OfStreams =
    [
        .. OfBoth, Fault.CutBefore, Fault.ResetBefore, Fault.SilentBefore, Fault.OverloadedBefore, Fault.FailedBefore, Fault.TimedOutBefore,
        Fault.CutAfter, Fault.ResetAfter, Fault.SilentAfter, Fault.OverloadedAfter,
    ];

    private static readonly Fault[] OfMessages = [.. OfBoth, Fault.ResetInBody];

    public static IReadOnlyList<Fault> For(bool isStream) => isStream ? OfStreams : OfMessages;

    public static bool IsFinal(Fault fault) => fault is Fault.None or >= Fault.Status400;

    /// <summary>Whether the caller saw a part of the answer: then the failure itself says that it was billed.</summary>
    public static bool IsDelivered(Fault fault) => fault is Fault.None or > Fault.Status400;

    /// <summary>Whether the server did the work: surely, never, or as chance has it where nobody can know.</summary>
    public static bool IsExecuted(Fault fault, Random chance) => fault switch
    {
        Fault.None or Fault.ResetInHeaders or Fault.CutBefore or Fault.ResetBefore or Fault.SilentBefore or > Fault.Status400 => true,
        Fault.ResetBeforeHeaders or Fault.NoHeaders or Fault.Status408 or Fault.Status502 or Fault.Status504 or Fault.TimedOutBefore => chance.Next(2) == 0,
        _ => false,
    };
}
