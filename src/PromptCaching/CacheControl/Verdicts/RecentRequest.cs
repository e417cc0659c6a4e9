using PromptCaching.Bodies;

namespace PromptCaching.CacheControl.Verdicts;

/// <summary>What is kept of a request to tell what the next one changed: hashes, never text.</summary>
internal sealed class RecentRequest
{
    public required DateTimeOffset At { get; init; }

    public required string? Model { get; init; }

    public required ulong Isolation { get; init; }

    public required ulong Betas { get; init; }

    public required PromptParameters Parameters { get; init; }

    public required PromptTraits Traits { get; init; }

    /// <summary>Gets a hash that requests of one application share.</summary>
    public required ulong Shape { get; init; }

    /// <summary>Gets how often the assistant has spoken.</summary>
    public required int Turn { get; init; }

    public required ToolPrint Tools { get; init; }

    public required SystemPrint System { get; init; }

    /// <summary>Gets the hashes of the blocks of the messages, speakers included; no more than <see cref="RequestPrint.MostMessageBlocks"/>.</summary>
    public required ulong[] Messages { get; init; }

    public required IReadOnlyList<SentEntry> Entries { get; init; }

    /// <summary>Gets the index of the last block.</summary>
    public required int TailStep { get; init; }

    /// <summary>Gets the hash of the whole prompt.</summary>
    public required ulong TailHash { get; init; }

    /// <summary>Gets the hash of all messages, whatever stands before them.</summary>
    public required ulong TailMessages { get; init; }

    /// <summary>Gets the hash of the first block of the messages.</summary>
    public required ulong Opening { get; init; }

    /// <summary>Gets how many steps stand in front of the messages.</summary>
    public int HeadLength => Tools.Blocks.Length + System.Blocks.Length;

    public int Size => 320 + Tools.Size + System.Size + (Messages.Length * sizeof(ulong)) + (Entries.Count * 32);

    // What follows is set by RecentRequests under its lock.
    public long Number { get; set; }

    /// <summary>Gets or sets the number that was current when the answer began; 0 before that.</summary>
    public long BegunAt { get; set; }

    /// <summary>Gets or sets a value indicating whether there is nothing of it in the cache: it failed, or was too short.</summary>
    public bool HasLeftNothing { get; set; }

    public string? MessageId { get; set; }
}
