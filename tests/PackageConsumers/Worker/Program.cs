using PromptCaching;
using PromptCaching.Accounting;
using PromptCaching.Messages;
using PromptCaching.Testing;

var builder = Host.CreateApplicationBuilder(args);
var caching = builder.Services.AddClaudeCaching();
caching.HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator());
builder.Services.AddHostedService<Questions>();
using var host = builder.Build();
var usage = host.Services.GetRequiredService<IClaudeUsage>();
await host.RunAsync();

Console.WriteLine($"{usage.Total.Attempts} attempt, {usage.Total.Hits} hit, money saved: {usage.Total.Saved > 0}");

/// <summary>Asks, asks the same again, and stops the host.</summary>
internal sealed class Questions(IClaudeClient claude, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var question = MessageRequest.From("Which clause limits our liability?", system: "You are a lawyer.");
        var answer = await claude.CreateMessageAsync(question, cancellationToken: stoppingToken);
        Console.WriteLine($"{answer.GetCallReport()!.Source}: {answer.Model}");

        await using var stream = await claude.StreamMessageAsync(question, cancellationToken: stoppingToken);
        var text = "";
        await foreach (var piece in stream.ReadTextAsync(stoppingToken))
        {
            text += piece;
        }

        Console.WriteLine($"{stream.CallReport!.Source}: the same text: {text == answer.Text}");
        lifetime.StopApplication();
    }
}
