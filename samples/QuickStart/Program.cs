using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.Messages;
using PromptCaching.Testing;

var services = new ServiceCollection();
services.AddClaudeCaching(o => o.ApiKey = "k").HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator());
var provider = services.BuildServiceProvider();
var client = provider.GetRequiredService<IClaudeClient>();
var text = string.Concat(Enumerable.Range(0, 2000).Select(i => $"Line {i} says the answer is {i * 7}. "));
foreach (var q in new[] { "What does line 5 say?", "What does line 7 say?", "What does line 5 say?" })
{
    var m = await client.CreateMessageAsync(MessageRequest.FromPrompt(q, text));
    var r = m.GetCallReport()!;
    Console.WriteLine($"{m.Text[..Math.Min(80, m.Text.Length)]} | {r.Source} {r.Usage} {r.Cost} {r.CostWithoutCaching} {r.Saved} {r.Attempts} {string.Join(' ', r.AddedBreakpoints)} {r.IsComplete}");
}

await using var s = await client.StreamMessageAsync(MessageRequest.FromPrompt("What does line 9 say?", text));
await foreach (var t in s.ReadTextAsync()) { Console.Write(t); }
var f = await s.GetFinalMessageAsync();
Console.WriteLine($"\n{f.StopReason} {f.GetCallReport()!.Usage} {f.GetCallReport()!.Source}");
await using var s2 = await client.StreamMessageAsync(MessageRequest.FromPrompt("What does line 5 say?", text));
await foreach (var t in s2.ReadTextAsync()) { Console.Write(t); }
Console.WriteLine($"\n{s2.CallReport!.Source} {s2.CallReport.Saved} {s2.CallReport.IsComplete}");
Console.WriteLine(await client.CountTokensAsync(MessageRequest.FromPrompt("What does line 9 say?", text)));
