using PromptCaching;
using PromptCaching.Messages;
using PromptCaching.ResponseCaching;
using PromptCaching.Storage;

namespace Documentation.Tests;

internal static class ResponseCacheExamples
{
    public static async Task AskForAsync(IClaudeClient claude, MessageRequest question, string customer)
    {
        var call = new ClaudeCall { Scope = customer, Tags = ["handbook"], TimeToLive = TimeSpan.FromDays(7) };
        var answer = await claude.CreateMessageAsync(question, call);
        Console.WriteLine($"{answer.GetCallReport()!.Source}, scope {answer.GetCallReport()!.Scope}");
    }

    public static async Task<(Message Fresh, Message Stored, Message Alone)> WishAsync(IClaudeClient claude, MessageRequest question)
    {
        var fresh = await claude.CreateMessageAsync(question, new ClaudeCall { ResponseCache = ResponseCacheMode.Refresh });
        var stored = await claude.CreateMessageAsync(question, new ClaudeCall { ResponseCache = ResponseCacheMode.OnlyIfCached });
        var alone = await claude.CreateMessageAsync(question, new ClaudeCall { ResponseCache = ResponseCacheMode.Bypass });
        return (fresh, stored, alone);
    }

    public static async Task ClearAsync(IResponseCache responses, ICacheRegions regions, MessageRequest question, string customer)
    {
        await responses.InvalidateAsync(question);               // this answer (IResponseCache)
        await regions["response"].ClearTagAsync("handbook");     // all that carry the tag (ICacheRegions)
        await regions.ClearScopeAsync(customer);                 // all of one customer, in every region
        await regions.ClearAllAsync();
    }

    public static async Task AskAtOnceAsync(IClaudeClient claude, MessageRequest question)
    {
        var same = Enumerable.Range(0, 10).Select(_ => claude.CreateMessageAsync(question));
        var answers = await Task.WhenAll(same);
        Console.WriteLine(string.Join(" ", answers.GroupBy(answer => answer.GetCallReport()!.Source).Select(group => $"{group.Key}: {group.Count()}").Order()));
    }

    public static async Task<int> ScoreAsync(IClaudeClient claude, ICacheRegions regions, string customer, string resume, string job)
    {
        var scores = regions["scores"].InScope(customer);
        var key = scores.KeyFor("claude-sonnet-5-5", resume, job);
        var score = await scores.GetOrCreateAsync(key, async token => (await RateAsync(claude, resume, job, token)).Length, ScoreJson.Default.Int32);
        return score;
    }

    private static Task<string> RateAsync(IClaudeClient claude, string resume, string job, CancellationToken cancellationToken) =>
        claude.GetTextAsync($"How well does this resume fit this job? {resume} {job}", cancellationToken: cancellationToken);
}
