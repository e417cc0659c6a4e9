namespace PromptCaching;

/// <summary>How urgent a call is where calls wait for quota.</summary>
/// <remarks>An urgent call goes before less urgent ones that came shortly before it; nobody is kept waiting for ever.</remarks>
public enum CallPriority
{
    /// <summary>Nobody waits for it: goes after normal calls that come up to a minute later.</summary>
    Low,

    /// <summary>The default.</summary>
    Normal,

    /// <summary>Somebody looks at the screen: goes before normal calls that came up to a minute earlier.</summary>
    High,
}
