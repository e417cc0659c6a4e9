using Microsoft.Extensions.AI;
using PromptCaching.Messages;

namespace PromptCaching.Extensions.AI.Requests;

/// <summary>Messages and options as one request of ours. What the raw request says stands; the options fill what it leaves open.</summary>
internal static class ChatRequest
{
    public static MessageRequest From(IEnumerable<ChatMessage> messages, ChatOptions? options, MessageRequest? raw, string? model)
    {
        UnmappableOptions.ThrowIfAny(options);
        raw ??= new MessageRequest();
        var (system, turns) = Conversation.Of(messages, options?.Instructions);
        var (tools, servers, uploads) = RequestTools.Of(options?.Tools);
        return raw with
        {
            Model = raw.Model ?? options?.ModelId ?? model,
            MaxTokens = raw.MaxTokens ?? options?.MaxOutputTokens,
            Temperature = raw.Temperature ?? Exactly(options?.Temperature),
            TopP = raw.TopP ?? Exactly(options?.TopP),
            TopK = raw.TopK ?? options?.TopK,
            StopSequences = raw.StopSequences ?? (options?.StopSequences is { Count: > 0 } sequences ? [.. sequences] : null),
            System = SystemPrompt.Join(raw.System, system),
            Messages = Conversation.WithUploads(ToolsetResults.Named([.. raw.Messages, .. turns]), uploads),
            Tools = Joined(raw.Tools, tools),
            McpServers = Joined(raw.McpServers, servers),
            Betas = servers.Count > 0 && !raw.Betas.Contains(ClaudeBetas.McpClient) ? [.. raw.Betas, ClaudeBetas.McpClient] : raw.Betas,
            ToolChoice = raw.ToolChoice ?? ToolChoices.Of(options, hasTools: raw.Tools is { Count: > 0 } || tools.Count > 0),
            Thinking = raw.Thinking ?? Reasoning.ThinkingOf(options?.Reasoning),
            OutputConfig = OutputSettings.Of(options, raw.OutputConfig),
        };
    }

    /// <summary>A float of 0.7 is meant as 0.7: widened as it is, it would be sent as 0.699999988.</summary>
    private static double? Exactly(float? number) => number is { } value ? (double)(decimal)value : null;

    private static IReadOnlyList<T>? Joined<T>(IReadOnlyList<T>? first, IReadOnlyList<T> then) =>
        then.Count == 0 ? first : [.. first ?? [], .. then];
}
