using System.Net.Http.Json;
using System.Text.Json.Nodes;
using PromptCaching;
using PromptCaching.AspNetCore;
using PromptCaching.Testing;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddClaudeCaching().AddGateway().HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator());
builder.Services.AddHealthChecks().AddClaude();
builder.Services.AddAuthorizationBuilder().AddPolicy("operators", policy => policy.RequireAssertion(_ => true));

await using var app = builder.Build();
app.UseAuthorization();
app.MapClaudeGateway();
app.MapClaudeManagement("operators");
app.MapClaudeDashboard("operators");
app.MapHealthChecks("/health");
await app.StartAsync();

await AskAsync(app.Urls.First());
Console.WriteLine($"ANTHROPIC_BASE_URL={app.Urls.First()}");
await app.WaitForShutdownAsync();
Console.WriteLine("Stopped.");

// A client of any language: it knows the address and a token.
static async Task AskAsync(string address)
{
    using var client = new HttpClient { BaseAddress = new Uri(address), DefaultRequestHeaders = { { "x-api-key", "token-of-web" }, { "anthropic-version", "2023-06-01" } } };
    var question = new { model = "claude-haiku-4-5", max_tokens = 100, messages = new[] { new { role = "user", content = "Hello" } } };
    foreach (var _ in Enumerable.Range(0, 2))
    {
        using var answer = await client.PostAsJsonAsync("/v1/messages", question);
        Console.WriteLine($"{(int)answer.StatusCode}, stored: {answer.Headers.Contains("x-promptcaching-result")}");
    }

    Console.WriteLine(await client.GetStringAsync("/health"));
    var statistics = await client.GetFromJsonAsync<JsonObject>("/claude/statistics");
    Console.WriteLine($"statistics: {statistics!.ContainsKey("calls")}");
    Console.WriteLine($"dashboard: {(int)(await client.GetAsync("/claude/dashboard")).StatusCode}");
}
