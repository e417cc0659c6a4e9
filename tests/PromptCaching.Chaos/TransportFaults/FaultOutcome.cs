namespace PromptCaching.Chaos.TransportFaults;

/// <summary>What a call came to, as its caller, the server and the report have it.</summary>
/// <param name="HasFailed">Whether the caller got an error or an exception.</param>
/// <param name="IsWhole">Whether the caller got the answer of the last attempt, byte for byte.</param>
/// <param name="IsPart">Whether what the caller got is the beginning of that answer.</param>
/// <param name="Attempts">What the server was sent.</param>
/// <param name="UndeliveredExecutions">How often the server did the work for nothing.</param>
/// <param name="Report">The chain's word.</param>
internal sealed record FaultOutcome(
    bool HasFailed, bool IsWhole, bool IsPart, int Attempts, int UndeliveredExecutions, CallReport Report);
