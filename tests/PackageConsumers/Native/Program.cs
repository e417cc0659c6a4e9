using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.Accounting;
using PromptCaching.Messages;
using PromptCaching.Storage;

// What reflection could break when a program is native code: registration, options, records on the wire, streams, values of one's own, stores.
var services = new ServiceCollection();
services.AddClaudeCaching().AddCacheRegion("scores", region => region.TimeToLive = TimeSpan.FromDays(7));
await using var provider = services.BuildServiceProvider();
var claude = provider.GetRequiredService<IClaudeClient>();
var question = MessageRequest.From("Which program is native code?", system: "You know programs.");

var answer = await claude.CreateMessageAsync(question);
Console.WriteLine($"{answer.GetCallReport()!.Source}: an answer");

await using (var stream = await claude.StreamMessageAsync(question))
{
    var text = "";
    await foreach (var piece in stream.ReadTextAsync())
    {
        text += piece;
    }

    Console.WriteLine($"{stream.CallReport!.Source}: the same text: {text == answer.Text}");
}

var forecast = await claude.CreateStructuredAsync(MessageRequest.From("What is the weather?"), NativeJson.Default.Forecast);
Console.WriteLine($"{forecast.Message.GetCallReport()!.Source}: a value: {forecast.Value.Sky is not null}");

var scores = provider.GetRequiredService<ICacheRegions>()["scores"];
var key = scores.KeyFor("claude-haiku-4-5", "resume", "job");
var score = await scores.GetOrCreateAsync(key, _ => ValueTask.FromResult(87), NativeJson.Default.Int32);
var kept = await scores.GetOrCreateAsync(key, _ => ValueTask.FromResult(0), NativeJson.Default.Int32);
Console.WriteLine($"Region: {score}, {kept}");

Console.WriteLine($"Cost is known: {provider.GetRequiredService<IClaudeUsage>().Total.Cost > 0}");

internal sealed record Forecast(double Degrees, string Sky);

[JsonSerializable(typeof(Forecast))]
[JsonSerializable(typeof(int))]
internal sealed partial class NativeJson : JsonSerializerContext;
