using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.Messages;
using PromptCaching.Testing;

namespace Documentation.Tests;

internal static class TestingExamples
{
    public static ClaudeEmulator Register(IServiceCollection services)
    {
        var emulator = new ClaudeEmulator();
        services.AddClaudeCaching(options => options.ApiKey = "test").HttpClient.ConfigurePrimaryHttpMessageHandler(() => emulator);
        return emulator;
    }

    public static async Task ExpectAsync(IClaudeClient claude, ClaudeEmulator emulator, string rules, IEnumerable<string> questions)
    {
        var conversation = new Conversation(new MessageRequest { System = rules });
        foreach (var question in questions)
        {
            await conversation.AskAsync(claude, question);
        }

        emulator.Calls.ShouldReadFromCache(0.9);        // nine tenths of all prompt tokens after the first call
        emulator.Calls.ShouldKeep(PromptPart.System);   // the system prompt is the same in all of them
        emulator.Calls.ShouldHaveAStablePrefix();       // no clock, id or counter in front, and the history only grows
        emulator.Calls[^1].CostUsd.Should().BeLessThan(0.002m);
    }

    public static async Task FailAsync(IClaudeClient claude, ClaudeEmulator emulator, string rules)
    {
        await claude.CreateMessageAsync(MessageRequest.From("Hello?", system: rules + "\nIt is 12:00:01."));
        await claude.CreateMessageAsync(MessageRequest.From("Hello!", system: rules + "\nIt is 12:00:02."));
        emulator.Calls.ShouldKeep(PromptPart.System);
    }

    public static async Task<Message> AskThroughFaultsAsync(IClaudeClient claude, ClaudeEmulator emulator)
    {
        emulator.Enqueue(EmulatedAnswer.Overloaded());                          // 529: tried again
        emulator.Enqueue(EmulatedAnswer.RateLimited(TimeSpan.FromSeconds(20))); // 429 with retry-after: 20
        emulator.Enqueue(EmulatedAnswer.Text("Forty-two."));
        var answer = await claude.CreateMessageAsync(MessageRequest.From("How many?"));
        return answer;
    }

    public static (ClaudeEmulator Emulator, ManualTimeProvider Clock) RegisterWithClock(IServiceCollection services)
    {
        var clock = new ManualTimeProvider();
        var emulator = new ClaudeEmulator(timeProvider: clock);
        services.AddSingleton<TimeProvider>(clock);
        services.AddClaudeCaching(options => options.ApiKey = "test").HttpClient.ConfigurePrimaryHttpMessageHandler(() => emulator);
        return (emulator, clock);
    }

    public static async Task<Message> MoveTheClockAsync(IClaudeClient claude, ClaudeEmulator emulator, ManualTimeProvider clock)
    {
        emulator.Enqueue(EmulatedAnswer.RateLimited(TimeSpan.FromSeconds(20)));
        var call = claude.CreateMessageAsync(MessageRequest.From("How many?"));
        await clock.AdvanceUntilAsync(call, TimeSpan.FromSeconds(1));
        var answer = await call;
        return answer;
    }
}
