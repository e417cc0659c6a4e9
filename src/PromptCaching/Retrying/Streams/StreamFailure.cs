using System.Net;
using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.Retrying.Streams;

/// <summary>An error that came in a stream before any content: the same as an answer with the status that its type stands for.</summary>
internal static class StreamFailure
{
    /// <returns><see langword="null"/> for an error that no repetition removes: the stream says it to the caller.</returns>
    public static AttemptOutcome? OutcomeOf(byte[] error)
    {
        var outcome = new AttemptOutcome
        {
            Status = (HttpStatusCode)new ErrorType(TypeOf(error) ?? ErrorType.Api.Value).Status,
            IsSpendLimit = SpendLimit.IsNamedIn(error),
            ErrorInStream = error,
        };
        return RetryRules.IsWorthRepeating(outcome) ? outcome : null;
    }

    /// <summary>Tells the failure as an answer of its own: whoever stands above (a stale answer, another model) knows what to do with that.</summary>
    public static HttpResponseMessage AsAnswer(HttpResponseMessage response, HttpStatusCode status, byte[] error)
    {
        var answer = new HttpResponseMessage(status)
        {
            Version = response.Version,
            RequestMessage = response.RequestMessage,
            Content = new BytesContent(error),
        };
        foreach (var header in response.Headers.NonValidated)
        {
            answer.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        response.Dispose();
        return answer;
    }

    private static string? TypeOf(byte[] error)
    {
        try
        {
            return JsonSettings.Parse(error).Object("error")?.Text("type");
        }
        catch (JsonException)
        {
            // A proxy says it in words of its own.
            return null;
        }
    }
}
