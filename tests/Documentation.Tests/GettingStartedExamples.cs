using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PromptCaching;
using PromptCaching.Messages;

namespace Documentation.Tests;

internal static class GettingStartedExamples
{
    public static async Task AskThreeTimesAsync(string[] args, string handbook)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddClaudeCaching();
        using var host = builder.Build();
        await host.StartAsync();

        var claude = host.Services.GetRequiredService<IClaudeClient>();
        string[] questions = ["Who approves travel?", "Who approves travel?", "How many days of leave do I have?"];
        foreach (var question in questions)
        {
            var answer = await claude.CreateMessageAsync(MessageRequest.From(question, system: handbook));
            var report = answer.GetCallReport()!;
            Console.WriteLine($"{report.Source}: wrote {report.Usage!.CacheWrite}, read {report.Usage.CacheRead}, "
                + $"paid {report.Cost:F6} USD instead of {report.CostWithoutCaching:F6}");
        }
    }

    public static void Configure(IServiceCollection services)
    {
        services.AddClaudeCaching(options => options.DefaultMaxTokens = 1024)
            .ConfigureResponseCaching(options => options.TimeToLive = TimeSpan.FromHours(8))
            .ConfigureRetrying(options => options.MaxRetries = 5)
            .OnCallCompleted(report => Console.WriteLine(report.Verdict.Outcome));
    }

    public static async Task<Message> ConverseAsync(IClaudeClient claude, string handbook)
    {
        await using var stream = await claude.StreamMessageAsync(MessageRequest.From("Summarise the handbook.", system: handbook));
        await foreach (var text in stream.ReadTextAsync())
        {
            Console.Write(text);
        }

        var conversation = new Conversation(new MessageRequest { System = handbook });
        await conversation.AskAsync(claude, "Who approves travel?");
        var last = await conversation.AskAsync(claude, "And abroad?", new ClaudeCall { ResponseCache = ResponseCacheMode.Bypass });
        return last;
    }
}
