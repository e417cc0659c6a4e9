using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace PromptCaching.AspNetCore.Management;

/// <summary>Reads what a management endpoint is asked for by our own spelling, whatever the host has set for its JSON.</summary>
internal static class ManagementBody
{
    public static async Task<IResult> AnswerAsync<T>(
        HttpRequest request, JsonTypeInfo<T> type, Func<T, CancellationToken, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        T? asked;
        try
        {
            asked = await request.ReadFromJsonAsync(type, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return ManagementDesk.Wrong(WhyWrong(wrong, type));
        }

        return asked is null ? ManagementDesk.Wrong("The body is null.") : await answer(asked, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The reader's own words name its types, which say nothing to a caller.</summary>
    private static string WhyWrong(Exception wrong, JsonTypeInfo type) => wrong is JsonException { Path: var path }
        ? $"The body is not what is asked for here{(path is null or "$" ? "" : $", at {path}")}: one JSON object of "
            + $"{string.Join(", ", type.Properties.Select(static member => $"\"{member.Name}\""))} and nothing else."
        : "The body is not JSON by its header: send Content-Type: application/json.";
}
