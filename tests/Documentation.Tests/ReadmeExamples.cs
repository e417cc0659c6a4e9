using System.Text.Json;
using Anthropic;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PromptCaching;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Testing;

namespace Documentation.Tests;

/// <summary>The examples of the README as a program of a user has them. The test beside it compares the two.</summary>
internal static class ReadmeExamples
{
    public static async Task AskAsync(string[] args, string contract)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddClaudeCaching();
        using var host = builder.Build();

        var claude = host.Services.GetRequiredService<IClaudeClient>();
        var question = MessageRequest.FromPrompt("Which clause limits our liability?", system: contract);
        var answer = await claude.CreateMessageAsync(question);
        Console.WriteLine(answer.Text);

        var report = answer.GetCallReport()!;
        Console.WriteLine($"{report.Source}: {report.Cost} USD instead of {report.CostWithoutCaching}");
        await using var stream = await claude.StreamMessageAsync(question);
        await foreach (var text in stream.ReadTextAsync())
        {
            Console.Write(text);
        }
    }

    public static async Task<Message> UseToolsAsync(IClaudeClient claude, string rules, byte[] picture)
    {
        var request = new MessageRequest
        {
            System = [new TextBlock(rules) { CacheControl = CacheControl.OneHour }],
            Tools = [Tool.Custom("weather", "Tells the weather.", """{"type":"object","properties":{"city":{"type":"string"}}}""")],
            Messages = [InputMessage.User([new ImageBlock(ContentSource.FromBytes(picture, "image/png")), new TextBlock("What is the weather there?")])],
        };
        var turn = await claude.CreateMessageAsync(request);
        while (turn.StopReason == StopReason.ToolUse)
        {
            var results = turn.Content.OfType<ToolUseBlock>().Select(use => new ToolResultBlock(use.Id) { Content = Weather(use.Input) });
            request = request with { Messages = [.. request.Messages, turn.ToInputMessage(), InputMessage.User([.. results])] };
            turn = await claude.CreateMessageAsync(request);
        }

        return turn;
    }

    public static AnthropicClient PutUnderOthers(IServiceCollection services, string key)
    {
        services.AddHttpClient("other").AddClaudeCachingHandlers();

        var chain = ClaudeCachingHandler.Create(new ClaudeCachingOptions(), new SocketsHttpHandler { AllowAutoRedirect = false });
        var http = new HttpClient(chain) { Timeout = Timeout.InfiniteTimeSpan };
        var sdk = new AnthropicClient { ApiKey = key, HttpClient = http };
        return sdk;
    }

    public static ClaudeEmulator Emulate(IServiceCollection services)
    {
        var emulator = new ClaudeEmulator();
        services.AddClaudeCaching(options => options.ApiKey = "test").HttpClient.ConfigurePrimaryHttpMessageHandler(() => emulator);
        return emulator;
    }

    public static void Expect(ClaudeEmulator emulator)
    {
        emulator.Calls.ShouldReadFromCache(0.9);
        emulator.Calls.ShouldKeep(PromptPart.System);
    }

    private static string Weather(JsonElement input) => "Sunny in " + input.GetRawText();
}
