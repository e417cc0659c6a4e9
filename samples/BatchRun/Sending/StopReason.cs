namespace BatchRun.Sending;

/// <summary>Why a run ended before its last request.</summary>
internal enum StopReason
{
    /// <summary>The budget has no room for another call. A higher one goes on where this one ended.</summary>
    Budget,

    /// <summary>So many calls failed in a row that the next one would, too.</summary>
    Failures,

    /// <summary>Somebody ended it.</summary>
    Cancelled,
}
