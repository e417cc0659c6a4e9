using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PromptCaching.Messages;

namespace PromptCaching.Tests.Documentation;

/// <summary>The example of the README, compiled. The test beside it compares the two.</summary>
internal static class ReadmeExample
{
    public static async Task RunAsync(string[] args, string contract)
    {
        // <example>
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
        // </example>
    }
}
