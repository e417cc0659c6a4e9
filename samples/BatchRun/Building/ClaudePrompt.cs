using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using BatchRun.Configuration;

namespace BatchRun.Building;

/// <summary>What a Claude provider is asked: the shared system prompt, marked where that is ours to do, and behind it what differs.</summary>
internal sealed record ClaudePrompt(ProviderConfiguration Provider, double? Temperature)
{
    public MessageRequest Of(PromptTexts texts, bool isMarked) => new()
    {
        Model = Provider.Model,
        MaxTokens = Provider.MaxTokens,
        Temperature = Temperature,
        System = isMarked && Provider.Marker is { } marker
            ? new TextBlock(texts.System) { CacheControl = marker }
            : texts.System,
        Messages = [InputMessage.User(texts.User)],
    };
}
