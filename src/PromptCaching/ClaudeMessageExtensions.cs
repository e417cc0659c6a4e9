using PromptCaching.Messages;

namespace PromptCaching;

/// <summary>Reads what the client hung on an answer.</summary>
public static class ClaudeMessageExtensions
{
    /// <summary>Gets the report of the call that this message answers.</summary>
    /// <param name="message">A message from <see cref="IClaudeClient"/>.</param>
    /// <returns>The report, or <see langword="null"/> for a message that did not come through the chain.</returns>
    public static CallReport? GetCallReport(this Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return message.Attachment as CallReport;
    }
}
