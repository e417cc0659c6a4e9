using Anthropic;
using Anthropic.Models.Messages;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.Extensions.AI;

namespace Documentation.Tests;

internal static class MigratingExamples
{
    public static string MakePlain(string key)
    {
        using var client = new AnthropicClient { ApiKey = key };
        return client.ApiKey!;
    }

    public static async Task<string> AskUnderTheChainAsync(
        string key, ICallObserver reports, HttpMessageHandler transport, Func<AnthropicClient, Task<string>> ask)
    {
        var options = new ClaudeCachingOptions { Observers = { reports } };
        using var http = new HttpClient(ClaudeCachingHandler.Create(options, transport)) { Timeout = Timeout.InfiniteTimeSpan };
        using var client = new AnthropicClient { ApiKey = key, HttpClient = http };
        return await ask(client);
    }

    public static async Task WishAsync(AnthropicClient client, string customer, string prompt)
    {
        using (ClaudeCall.Use(new ClaudeCall { Scope = customer, Tags = ["search"] }))
        {
            var message = await client.Messages.Create(new()
            {
                Model = "claude-sonnet-5-5",
                MaxTokens = 1000,
                Messages = [new() { Role = Role.User, Content = prompt }],
            });
            Console.WriteLine(message.StopReason!.Raw());
        }
    }

    public static void AddChat(IServiceCollection services)
    {
        services.AddClaudeCaching().AddChatClient();
    }

    public static async Task ChatAsync(IChatClient chat)
    {
        var response = await chat.GetResponseAsync("Who approves travel?");
        Console.WriteLine(response.GetCallReport()!.Source);
    }

    public static async Task<string> AskBeforeAsync(IDistributedCache cache, IClaudeClient claude, string prompt, CancellationToken cancellationToken)
    {
        var key = "claude:" + prompt;
        if (await cache.GetStringAsync(key, cancellationToken) is { } known)
        {
            return known;
        }

        var text = await claude.GetTextAsync(prompt, cancellationToken: cancellationToken);
        await cache.SetStringAsync(key, text, cancellationToken);
        return text;
    }

    public static async Task<string> AskAfterAsync(IClaudeClient claude, string prompt, CancellationToken cancellationToken)
    {
        return await claude.GetTextAsync(prompt, cancellationToken: cancellationToken);
    }
}
