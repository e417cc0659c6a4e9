namespace PromptCaching.CacheControl.Verdicts;

/// <summary>How close an earlier request is to a later one; the more, the closer.</summary>
internal enum Kinship
{
    None,

    /// <summary>Of the same application: they may share tools and system prompt.</summary>
    SameApplication,

    /// <summary>Of the same conversation, whose history was edited since.</summary>
    EditedConversation,

    /// <summary>Of the same conversation: its messages are the beginning of the later one's.</summary>
    SameConversation,
}
