using System.Text.Json.Nodes;
using BatchRun.Configuration;

namespace BatchRun.Building;

/// <summary>
/// The same in the shape of Chat Completions: contents are plain strings, without blocks and without <c>cache_control</c>, which that API does not know.
/// This program only writes such requests, for a pipeline of the reader's own; it sends to Claude alone.
/// </summary>
internal sealed record ChatPrompt(ProviderConfiguration Provider, double Temperature)
{
    /// <summary>The name that a provider of this kind has.</summary>
    public const string ProviderName = "openai";

    /// <exception cref="UsageException">The folder is of such a provider, and somebody wants to send.</exception>
    public static void ThrowIfMeant(StudyFolder folder)
    {
        if (folder.Provider == ProviderName)
        {
            throw new UsageException($"This program sends to Claude alone. What build wrote for \"{ProviderName}\" is for a pipeline of yours: {folder.Own}.");
        }
    }

    public JsonObject Of(PromptTexts texts) => new()
    {
        ["model"] = Provider.Model,
        ["max_completion_tokens"] = Provider.MaxTokens,
        ["temperature"] = Temperature,
        ["messages"] = new JsonArray(Message("system", texts.System), Message("user", texts.User)),
    };

    private static JsonObject Message(string role, string content) => new() { ["role"] = role, ["content"] = content };
}
