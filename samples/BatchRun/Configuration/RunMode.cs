namespace BatchRun.Configuration;

/// <summary>How requests are sent.</summary>
internal enum RunMode
{
    /// <summary>Each is a call of its own, answered at once.</summary>
    Online,

    /// <summary>Through the Message Batches API: within a day, for half the price.</summary>
    Batches,
}
