namespace PromptCaching.Chaos.HostileEntries;

/// <summary>What makes an answer long.</summary>
internal enum LongAnswerKind
{
    /// <summary>A message of many blocks.</summary>
    ManyBlocks,

    /// <summary>A message with one text that is all of it.</summary>
    OneText,

    /// <summary>A message with no content, but with a member that nobody knows and that has no end.</summary>
    OneMember,

    /// <summary>A stream of many events.</summary>
    ManyEvents,

    /// <summary>A stream with one event that is all of it.</summary>
    OneEvent,
}
