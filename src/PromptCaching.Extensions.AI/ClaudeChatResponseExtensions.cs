using Microsoft.Extensions.AI;
using PromptCaching.Messages;

namespace PromptCaching.Extensions.AI;

/// <summary>Reads what our client hung on the answers of its <see cref="IChatClient"/>.</summary>
public static class ClaudeChatResponseExtensions
{
    /// <summary>Gets the report of the call that this response answers: who answered, and what it cost.</summary>
    /// <param name="response">A response of our chat client, or one put together from all updates of a stream.</param>
    /// <returns>The report, or <see langword="null"/> for a response that did not come through the chain.</returns>
    public static CallReport? GetCallReport(this ChatResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        return (response.RawRepresentation as Message)?.GetCallReport() ?? In(response.AdditionalProperties);
    }

    /// <summary>Gets the report of the call, which the last update of a stream has.</summary>
    /// <param name="update">An update of our chat client.</param>
    /// <returns>The report, or <see langword="null"/> for every update but the last.</returns>
    public static CallReport? GetCallReport(this ChatResponseUpdate update)
    {
        ArgumentNullException.ThrowIfNull(update);
        return In(update.AdditionalProperties);
    }

    private static CallReport? In(AdditionalPropertiesDictionary? properties) =>
        properties?.TryGetValue(PropertyNames.Report, out var report) == true ? report as CallReport : null;
}
