using PromptCaching.Messages;

namespace PromptCaching;

/// <summary>Knows what a request becomes before it is sent: an answer that is kept belongs to that, not to what was left unsaid.</summary>
internal interface IRequestDefaults
{
    MessageRequest Complete(MessageRequest request);

    /// <summary>Says why a request of a batch would not be sent; null when it would.</summary>
    ClaudeRefusedException? RefusalOf(MessageRequest request);
}
