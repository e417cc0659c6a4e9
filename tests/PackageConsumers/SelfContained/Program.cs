using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.Messages;

// A program that brings .NET 8 along: what it runs on is what it was published with, and our build for .NET 8 is what it uses.
var services = new ServiceCollection();
services.AddClaudeCaching();
await using var provider = services.BuildServiceProvider();
var claude = provider.GetRequiredService<IClaudeClient>();
var question = MessageRequest.From("Which program brings its runtime?");

Console.WriteLine($"On .NET {Environment.Version.Major}, built for {AppContext.TargetFrameworkName}");
foreach (var _ in Enumerable.Range(0, 2))
{
    var answer = await claude.CreateMessageAsync(question);
    Console.WriteLine($"{answer.GetCallReport()!.Source}: {answer.StopReason}");
}
