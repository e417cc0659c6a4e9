using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.Messages;
using PromptCaching.RateLimiting;
using PromptCaching.Retrying;

namespace Documentation.Tests;

internal static class LimitsAndRetriesExamples
{
    public static async Task OvertakeAsync(IClaudeClient claude, MessageRequest question)
    {
        var urgent = new ClaudeCall
        {
            Priority = CallPriority.High,
            QueueProgress = new Progress<QueuePosition>(place => Console.WriteLine($"{place.Position} in front, {place.ExpectedWait.TotalSeconds:F0} s")),
        };
        var answer = await claude.CreateMessageAsync(question, urgent);
        Console.WriteLine($"waited {answer.GetCallReport()!.QuotaWait.TotalSeconds:F0} s");
    }

    public static void ShowPools(IClaudeQuota quota)
    {
        foreach (var pool in quota.Pools)
        {
            Console.WriteLine($"{pool.Pool}: {pool.Waiting} waiting, {pool.Left.Requests:F0} of {pool.Limits.Requests:F0} requests left");
        }
    }

    public static void Share(IServiceCollection services)
    {
        services.AddClaudeCaching().UseRedis("redis://localhost:6379").ShareQuota();
    }

    public static async Task<string> AskAsync(IClaudeClient claude, MessageRequest question)
    {
        try
        {
            return (await claude.CreateMessageAsync(question)).Text;
        }
        catch (ClaudeRefusedException refused)
        {
            // Nothing was sent. Reason: Validation, Quota, Budget, NotCached, Unavailable.
            return $"{refused.Reason}, come back in {refused.RetryAfter?.TotalSeconds:F0} s";
        }
        catch (ClaudeApiException error)
        {
            // The API answered with an error, and what could be repeated was.
            return $"{(int)error.StatusCode} {error.ErrorType.Value}, request {error.RequestId}";
        }
        catch (ClaudeException failure)
        {
            // Anything else about a call, such as a lost connection.
            return $"{failure.Message} Billed perhaps: {failure.MayHaveBeenBilled}";
        }
    }

    public static void FallBack(IServiceCollection services)
    {
        services.AddClaudeCaching().ConfigureRetrying(options => options.FallbackModels = ["claude-sonnet-5"]);
    }

    public static async Task<string> RepeatAsync(IClaudeRetry retry, HttpClient http)
    {
        var page = await retry.ExecuteAsync(token => http.GetStringAsync("v1/models", token));
        return page;
    }
}
