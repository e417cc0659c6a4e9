using Anthropic;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using PromptCaching;
using PromptCaching.Accounting;
using PromptCaching.Messages;
using PromptCaching.Messages.Content;
using PromptCaching.Prompts;
using PromptCaching.Storage;
using PromptCaching.Testing;

namespace Documentation.Tests;

/// <summary>The examples of the README as a program of a user has them. The test beside it compares the two.</summary>
internal static class ReadmeExamples
{
    public static async Task AskAsync(string[] args, string contract)
    {
        var builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddClaudeCaching();
        using var host = builder.Build();

        var claude = host.Services.GetRequiredService<IClaudeClient>();
        var question = MessageRequest.From("Which clause limits our liability?", system: contract);
        var answer = await claude.CreateMessageAsync(question);
        Console.WriteLine(answer.Text);

        var report = answer.GetCallReport()!;
        Console.WriteLine($"{report.Source}: {report.Cost} USD instead of {report.CostWithoutCaching}");
        await using var stream = await claude.StreamMessageAsync(question);
        await foreach (var text in stream.ReadTextAsync())
        {
            Console.Write(text);
        }
    }

    public static async Task<Message> ScreenAsync(IServiceCollection services, IClaudeClient claude, string resume)
    {
        services.AddClaudeCaching().AddRedaction().AddValidation(options => options.RequiredSections = ["Summary"]);

        var prompt = PromptLibrary.FromDirectory("prompts").Get("screening").Fill(new Dictionary<string, object?> { ["resume"] = resume, ["years"] = 5 });
        var screened = await claude.CreateMessageAsync(prompt.Request, prompt.Call);
        return screened;
    }

    public static async Task<(string Answer, Forecast Forecast)> UseToolsAsync(IClaudeClient claude, string rules, byte[] picture)
    {
        var request = MessageRequest.From(
            [new ImageBlock(ContentSource.FromBytes(picture, "image/png")), new TextBlock("What is the weather there?")],
            system: new TextBlock(rules) { CacheControl = CacheControl.OneHour });
        var weather = ClaudeTool.Create("weather", "Tells the weather.", WeatherJson.Default.Place, (place, token) => WeatherAsync(place, token));
        var done = await claude.RunToolsAsync(request, [weather]); // or StreamToolsAsync; or ClaudeTool.FromMethod(method)
        var forecast = await claude.CreateStructuredAsync(request, WeatherJson.Default.Forecast); // forecast.Value

        var conversation = new Conversation(request);
        await conversation.AskAsync(claude, "And tomorrow?"); // a turn costs what is new in it, however long it has become
        return (done.Answer.Text, forecast.Value);
    }

    public static async Task CountAsync(IServiceCollection services, IServiceProvider provider, Stream file)
    {
        services.AddClaudeCaching()
            .AddBudget(new Budget { Name = "all", Usd = 100 }) // a month; warns at 80 %, reserves what such calls cost so far
            .AddBudget(new Budget { Name = "acme", Usd = 5, Period = BudgetPeriod.Day, Scope = "acme", IsStrict = true }); // reserves the worst case

        var usage = provider.GetRequiredService<IClaudeUsage>();
        Console.WriteLine($"{usage.Total.Cost} USD spent, {usage.Total.Saved} saved");
        using var sink = usage.Subscribe(entry => Console.WriteLine($"{entry.Model} {entry.Tags.Count} {entry.Cost}")); // your own books
        await usage.WriteCsvAsync(file);
    }

    public static AnthropicClient PutUnderOthers(IServiceCollection services, string key)
    {
        services.AddHttpClient("other").AddClaudeCachingHandlers();

        var chain = ClaudeCachingHandler.Create(new ClaudeCachingOptions(), new SocketsHttpHandler { AllowAutoRedirect = false });
        var http = new HttpClient(chain) { Timeout = Timeout.InfiniteTimeSpan };
        var sdk = new AnthropicClient { ApiKey = key, HttpClient = http };
        return sdk;
    }

    public static ClaudeEmulator Emulate(IServiceCollection services)
    {
        var emulator = new ClaudeEmulator();
        services.AddClaudeCaching(options => options.ApiKey = "test").HttpClient.ConfigurePrimaryHttpMessageHandler(() => emulator);
        return emulator;
    }

    public static void UseStores(IServiceCollection services)
    {
        services.AddClaudeCaching().UseRedis("redis://:password@host:6379/0").AddCacheRegion("scores", region => region.TimeToLive = TimeSpan.FromDays(7));
    }

    public static async Task<int> ScoreAsync(ICacheRegions regions, string user, string resume, string job)
    {
        var scores = regions["scores"].InScope(user); // ICacheRegions is injected
        var score = await scores.GetOrCreateAsync(scores.KeyFor("claude-sonnet-5-5", resume, job), token => ScoreAsync(resume, job, token), ScoreJson.Default.Int32);
        await regions["response"].ClearTagAsync("prices"); // every process stops serving these answers within a second
        return score;
    }

    public static async Task AskManyAsync(IClaudeClient claude, IEnumerable<MessageRequest> requests)
    {
        var many = new GenerateManyOptions { MaxConcurrency = 8, Checkpoint = "run.jsonl" }; // a run that was killed goes on where it ended
        await foreach (var result in claude.GenerateManyAsync(requests, many))
        {
            Console.WriteLine(result.Message?.Text ?? result.Error!.Message); // one failure does not lose the others
        }
    }

    private static ValueTask<int> ScoreAsync(string resume, string job, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : ValueTask.FromResult(resume.Length + job.Length);

    private static Task<string> WeatherAsync(Place place, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<string>(cancellationToken) : Task.FromResult("Sunny in " + place.City);
}
