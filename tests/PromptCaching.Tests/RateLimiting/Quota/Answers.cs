using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.Tests.RateLimiting.Quota;

/// <summary>Counters as answers report them.</summary>
internal static class Answers
{
    public static AnswerUsage Usage(int input, int output)
    {
        var usage = new AnswerUsage();
        usage.Apply(JsonSerializer.SerializeToElement(new { input_tokens = input, output_tokens = output }));
        return usage;
    }
}
