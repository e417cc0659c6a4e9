using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.Messages;

// Asks twice, once as a whole and once as a stream, and tells who answered. Set ANTHROPIC_API_KEY; ANTHROPIC_BASE_URL names another server, such as the
// EmulatorServer sample.
var services = new ServiceCollection();
services.AddClaudeCaching();
await using var provider = services.BuildServiceProvider();
var claude = provider.GetRequiredService<IClaudeClient>();
var request = MessageRequest.From(args is [var question, ..] ? question : "What is a cache?");

var answer = await claude.CreateMessageAsync(request);
Console.WriteLine($"{answer.GetCallReport()!.Source}: {answer.Text}");

await using var stream = await claude.StreamMessageAsync(request);
var text = "";
await foreach (var piece in stream.ReadTextAsync())
{
    text += piece;
}

Console.WriteLine($"{stream.CallReport!.Source}: {text}");
return text == answer.Text ? 0 : 1;
