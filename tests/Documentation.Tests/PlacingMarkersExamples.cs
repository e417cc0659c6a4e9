using PromptCaching;
using PromptCaching.CacheControl;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Prompts;

namespace Documentation.Tests;

internal static class PlacingMarkersExamples
{
    public static async Task ShowTheVerdictAsync(IClaudeClient claude, string handbook, string question)
    {
        var answer = await claude.CreateMessageAsync(MessageRequest.From(question, system: handbook));
        var verdict = answer.GetCallReport()!.Verdict;
        Console.WriteLine($"{verdict.Outcome}: {verdict.Explanation}");
        foreach (var breakpoint in verdict.Breakpoints)
        {
            Console.WriteLine($"  {breakpoint.Place}, {breakpoint.TimeToLive.TotalMinutes} minutes: {breakpoint.Reason}");
        }
    }

    public static MessageRequest MarkByHand(string rules, string today, string question)
    {
        var request = new MessageRequest
        {
            System = new[] { new TextBlock(rules) { CacheControl = CacheControl.OneHour }, new TextBlock($"Today is {today}.") },
            Messages = [InputMessage.User(question)],
        };
        return request;
    }

    public static async Task WishAsync(IClaudeClient claude, MessageRequest request)
    {
        await claude.CreateMessageAsync(request, new ClaudeCall { Prefix = PrefixHint.OneShot });            // nobody goes on from its end
        await claude.CreateMessageAsync(request, new ClaudeCall { CacheControl = CacheControlMode.AsSent }); // my markers and no others
    }

    public static async Task<Message> PutInOrderAsync(IClaudeClient claude, string rules, string handbook, string user, string question)
    {
        var prompt = CachedPrompt.Empty.RejectVolatileText().WithSystem(rules).WithDocument(new DocumentBlock(ContentSource.FromText(handbook)));
        var answer = await claude.CreateMessageAsync(prompt.WithUserText($"The user is {user}.").ToRequest(question));
        return answer;
    }

    public static ReadOnlyMemory<byte> PlanAlone(byte[] body)
    {
        var planned = PromptPlanner.Plan(body);
        Console.WriteLine(string.Join(", ", planned.Breakpoints.Select(breakpoint => breakpoint.Place)));
        return planned.Body;
    }

    public static async Task PreWarmAsync(IClaudeClient claude, CachedPrompt prompt)
    {
        var written = await claude.PreWarmAsync(prompt.ToRequest("Hello."));
        Console.WriteLine($"{written.CacheCreationInputTokens} tokens are ready to be read");
    }
}
