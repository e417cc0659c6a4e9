using PromptCaching.Accounting;
using PromptCaching.Messages;

namespace PromptCaching.Requests;

/// <summary>What the API is known to answer 400 to, said before it is sent, with what to do instead.</summary>
/// <remarks>A model that the catalog does not know is refused nothing, nor is a field of an unexpected kind: the API knows better.</remarks>
internal static class RequestChecks
{
    /// <exception cref="ClaudeRefusedException">The request cannot work.</exception>
    public static void ThrowIfRefused(MessageRequest request, ModelCatalog catalog, string apiVersion, bool isStream, string? customId = null)
    {
        var problem = customId is null ? Problem(request, catalog.Find(request.Model), apiVersion, isStream) : BatchProblem(request, catalog, apiVersion);
        if (problem is not null)
        {
            throw new ClaudeRefusedException(RefusalReason.Validation, customId is null ? problem : $"Request '{customId}': {problem}");
        }
    }

    public static string? BatchProblem(MessageRequest request, ModelCatalog catalog, string apiVersion) =>
        BatchItemChecks.Problem(request) ?? Problem(request, catalog.Find(request.Model), apiVersion, isStream: false);

    /// <summary>Finds the first thing that is wrong; null when nothing is known to be.</summary>
    public static string? Problem(MessageRequest request, ModelCatalogEntry? model, string apiVersion, bool isStream) =>
        VersionChecks.Problem(request, apiVersion)
        ?? PreWarmChecks.Problem(request, isStream)
        ?? (model is null ? null : SamplingChecks.Problem(request, model) ?? LengthProblem(request, model))
        ?? (model?.Rules is { } rules ? ThinkingChecks.Problem(request, model, rules) ?? RulesProblem(request, model, rules) : null);

    private static string? LengthProblem(MessageRequest request, ModelCatalogEntry model) =>
        request.MaxTokens > model.MaxOutputTokens && !request.Betas.Any(static beta => beta.StartsWith("output-", StringComparison.Ordinal))
            ? $"MaxTokens is {request.MaxTokens}, but {model.Id} answers in {model.MaxOutputTokens} tokens at most."
            : null;

    private static string? RulesProblem(MessageRequest request, ModelCatalogEntry model, ModelRules rules) =>
        request.OutputConfig?.Effort is { } effort && !rules.Efforts.Contains(effort.Value)
            ? rules.Efforts.Count == 0
                ? $"{model.Id} has no effort: leave OutputConfig.Effort unset."
                : $"{model.Id} has no effort '{effort}'; it has {string.Join(", ", rules.Efforts)}."
        : request.ToolChoice?.Type is "any" or "tool" && !rules.TakesForcedTools
            ? $"{model.Id} cannot be made to use a tool (ToolChoice '{request.ToolChoice.Type}'): take ToolChoice.Auto and say in the prompt when to use it."
        : request.InferenceGeo is not null && !rules.TakesInferenceGeo
            ? $"{model.Id} cannot be told where to answer: leave InferenceGeo unset."
        : !rules.TakesPrefill && IsPrefill(request)
            ? $"{model.Id} does not go on with a message of its own: end Messages with a turn of the user; for a form of the answer, set OutputConfig.Format."
        : !rules.TakesSystemMessages && request.Messages.Any(static message => message.Role == Role.System)
            ? $"{model.Id} takes no instructions in mid-conversation (Role.System): put them into System, or into a turn of the user."
        : null;

    /// <summary>A turn that tools of the server interrupted, or compaction, is sent back as it is.</summary>
    private static bool IsPrefill(MessageRequest request) =>
        request.Messages is [.., { } last] && last.Role == Role.Assistant
        && !last.Content.Any(static block => block.Type is "server_tool_use" or "mcp_tool_use" or "compaction");
}
