using System.Net;
using PromptCaching;
using PromptCaching.Accounting;
using PromptCaching.AspNetCore;
using PromptCaching.Testing;

var builder = WebApplication.CreateBuilder(args);
builder.WebHost.ConfigureKestrel(server => server.Listen(IPAddress.Loopback, builder.Configuration.GetValue("port", 8788)));

// Each handler has a switch in appsettings.json, which is read again when it changes: true or false holds from the next call on, without a restart.
// With a key: clients stand in the configuration as ClaudeGateway:Clients:NAME:TokenHash, or each caller brings a key.
var claude = builder.Services.AddClaudeCaching().AddGateway();
var key = builder.Configuration["Claude:ApiKey"] ?? Environment.GetEnvironmentVariable("ANTHROPIC_API_KEY");
if (string.IsNullOrEmpty(key))
{
    claude.AddGateway(static gateway => gateway.Clients["sample"] = new ClaudeGatewayClient { Token = "sample-token", AllowBatches = true })
        .ConfigureClient(static client => client.ApiKey = "emulated")
        .HttpClient.ConfigurePrimaryHttpMessageHandler(static () => new ClaudeEmulator());
}

var budget = new Budget { Name = "month", Usd = builder.Configuration.GetValue("budget", 100m) };
claude.AddBudget(budget);
builder.Services.AddHealthChecks().AddClaude();

// Whoever is on this machine may clear; a policy of yours asks who it is.
builder.Services.AddAuthorizationBuilder().AddPolicy("operators", static policy => policy.RequireAssertion(static _ => true));

var gateway = builder.Build();
gateway.UseAuthorization();
gateway.MapClaudeGateway();
gateway.MapClaudeManagement("operators");
gateway.MapClaudeDashboard("operators");
gateway.MapHealthChecks("/health");
await gateway.StartAsync();
var address = gateway.Urls.First();
Console.WriteLine($"ANTHROPIC_BASE_URL={address}");
Console.WriteLine($"What it costs and saves: {address}/claude/dashboard, as JSON: {address}/claude/statistics; health: {address}/health");
Console.WriteLine(string.IsNullOrEmpty(key) ? "The API is emulated; send the header x-api-key: sample-token." : "Calls go to the API.");
Console.WriteLine($"The budget '{budget.Name}' has {budget.Usd} USD; --budget=5 sets another.");
Console.WriteLine($"Switch a handler off while this runs: {Path.Combine(gateway.Environment.ContentRootPath, "appsettings.json")}");
await gateway.WaitForShutdownAsync();
