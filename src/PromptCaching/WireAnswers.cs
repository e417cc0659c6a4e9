using System.Text.Json;
using PromptCaching.Http;

namespace PromptCaching;

/// <summary>Reads the bodies of successes.</summary>
internal static class WireAnswers
{
    public delegate T Parser<out T>(ReadOnlySpan<byte> json);

    public static T Read<T>(ReadOnlySpan<byte> body, HttpResponseMessage response, Parser<T> parse)
    {
        try
        {
            return parse(body);
        }
        catch (JsonException wrong)
        {
            throw new ClaudeException("The answer is not the JSON object that it should be; a proxy in between, or a cut, may be the reason.", wrong)
            {
                RequestId = response.Headers.Find(ClaudeHeaders.RequestId),
                MayHaveBeenBilled = true,
            };
        }
    }
}
