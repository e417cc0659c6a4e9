namespace PromptCaching;

/// <summary>Where the shared part of a prompt ends: the last block of each level that does not depend on user or question.</summary>
/// <remarks>
/// The last of them that is set ends the shared part. It is a wish of a call, <see cref="ClaudeCall.StaticPrefix"/>, and then says where a marker pays.
/// </remarks>
public sealed record StaticPrefixEnd
{
    /// <summary>Gets the index of the last tool that is not deferred.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public int? Tool { get; init; }

    /// <summary>Gets the index of the last shared block of the system prompt.</summary>
    /// <value><see langword="null"/> when there is none.</value>
    public int? SystemBlock { get; init; }

    /// <summary>Gets the index of the message that holds the last shared block of the conversation.</summary>
    /// <value><see langword="null"/> when there are neither documents nor examples.</value>
    public int? Message { get; init; }

    /// <summary>Gets the index of that block within its message.</summary>
    /// <value><see langword="null"/> when there are neither documents nor examples.</value>
    public int? MessageBlock { get; init; }
}
