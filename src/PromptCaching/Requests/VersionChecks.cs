using PromptCaching.Messages;
using PromptCaching.Messages.Content;

namespace PromptCaching.Requests;

/// <summary>What version 2026-10-21 of the API no longer takes.</summary>
internal static class VersionChecks
{
    private const string Later = "2026-10-21";

    public static string? Problem(MessageRequest request, string apiVersion) =>
        string.CompareOrdinal(apiVersion, Later) < 0 ? null
        : (request.Temperature, request.TopP, request.TopK) is not (null, null, null)
            ? $"API version {apiVersion} takes no Temperature, TopP or TopK, not even the defaults: leave them unset, "
                + $"or set Claude:ApiVersion to {ClaudeDefaults.ApiVersion}."
        : request.Messages.Any(static message => message.Role == Role.Assistant && message.Content.Any(static block => block is DocumentBlock))
            ? $"API version {apiVersion} takes no document directly in a turn of the assistant: put it into a turn of the user or a tool result."
        : request.Messages.Any(static message => message.Role == Role.User && message.Content.Any(HasCitations))
            ? $"API version {apiVersion} takes no citations in text of the user: leave TextBlock.Citations unset there."
        : null;

    private static bool HasCitations(ContentBlock block) => block switch
    {
        TextBlock { Citations.Count: > 0 } => true,
        SearchResultBlock result => result.Content.Any(HasCitations),
        _ => false,
    };
}
