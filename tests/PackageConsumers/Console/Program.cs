using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.Extensions.AI;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Redis;
using PromptCaching.Testing;

await TestAsync();
await ChatAsync();
await GuardAsync();
await ShareAsync();

// A test of a prompt: the second question differs, and still costs a tenth of its rules.
static async Task TestAsync()
{
    var rules = new string('r', 40_000);

    var emulator = new ClaudeEmulator();
    var services = new ServiceCollection();
    services.AddClaudeCaching(options => options.ApiKey = "test").HttpClient.ConfigurePrimaryHttpMessageHandler(() => emulator);
    await using var provider = services.BuildServiceProvider();
    var claude = provider.GetRequiredService<IClaudeClient>();

    await claude.CreateMessageAsync(MessageRequest.From("Which clause limits our liability?", system: rules));
    await claude.CreateMessageAsync(MessageRequest.From("When does it end?", system: rules));

    emulator.Calls[1].ShouldReadFromCache(0.9);
    emulator.Calls.ShouldKeep(PromptPart.System);
    emulator.Calls.ShouldHaveAStablePrefix();

    Console.WriteLine($"Testing: {emulator.Calls.Count} calls, the second reads at least nine tenths");
}

static async Task ChatAsync()
{
    var services = new ServiceCollection();
    var builder = services.AddClaudeCaching(options => options.ApiKey = "test").AddChatClient();
    builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator());
    await using var provider = services.BuildServiceProvider();

    var chat = provider.GetRequiredService<IChatClient>();
    await chat.GetResponseAsync("Which client asks?");
    var again = await chat.GetResponseAsync("Which client asks?");
    Console.WriteLine($"Extensions.AI: {again.GetCallReport()!.Source}");
}

// What the API sees holds no address; what the caller gets holds it again.
static async Task GuardAsync()
{
    var emulator = new ClaudeEmulator();
    emulator.Enqueue(EmulatedAnswer.Text("<script>alert(1)</script>Written to [EMAIL_1]."));
    var services = new ServiceCollection();
    var builder = services.AddClaudeCaching(options => options.ApiKey = "test").AddRedaction().AddValidation();
    builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => emulator);
    await using var provider = services.BuildServiceProvider();
    var claude = provider.GetRequiredService<IClaudeClient>();

    var answer = await claude.CreateMessageAsync(MessageRequest.From("Write to ada@example.com."));
    Console.WriteLine($"Guardrails: {answer.Text}");
}

// Where the store would be there is nobody: the calls succeed, and the second is answered from memory.
static async Task ShareAsync()
{
    const string address = "redis://:secret@127.0.0.1:1/0";
    var services = new ServiceCollection();
    var builder = services.AddClaudeCaching(options => options.ApiKey = "test").UseRedis(address).ShareQuota().ShareBudgets().ShareUsage();
    builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator());
    await using var provider = services.BuildServiceProvider();
    var claude = provider.GetRequiredService<IClaudeClient>();

    await claude.CreateMessageAsync(MessageRequest.From("What is shared?"));
    var again = await claude.CreateMessageAsync(MessageRequest.From("What is shared?"));
    Console.WriteLine($"Redis: {again.GetCallReport()!.Source}");

    await using var store = new RedisDistributedCache(address);
    Console.WriteLine($"Redis: {store}");
}
