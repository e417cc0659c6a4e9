using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PromptCaching.Errors;
using QuickStart;

const int Failed = 1;
const int BadUsage = 2;
const int Cancelled = 130;

try
{
    return await Arguments.RunAsync(args, RunAsync);
}
catch (UsageException wrong)
{
    return await EndAsync(wrong.Message, BadUsage);
}
catch (OptionsValidationException wrong)
{
    return await EndAsync(wrong.Message, BadUsage);
}
catch (ClaudeException failure)
{
    return await EndAsync(failure.Message, Failed);
}
catch (OperationCanceledException)
{
    return await EndAsync("Cancelled.", Cancelled);
}

static async Task<int> RunAsync(Arguments arguments)
{
    var text = arguments.Document is { } path ? DocumentFile.Read(path) : RepositorySources.Read();
    var steps = arguments.Document is null ? Step.OverSources() : Step.Over(arguments.Questions);

    var builder = Host.CreateApplicationBuilder();
    builder.Logging.SetMinimumLevel(LogLevel.Warning);
    builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
    if (Clients.HasKey)
    {
        builder.Services.AddClient(arguments.Model);
    }
    else
    {
        builder.Services.AddEmulatedClients(arguments.Model);
    }

    using var host = builder.Build();
    await host.StartAsync();
    var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
    await new Comparison(host.Services, Console.Out).RunAsync(text, steps, stopping);
    await host.StopAsync();
    return 0;
}

static async Task<int> EndAsync(string sentence, int exitCode)
{
    await Console.Error.WriteLineAsync(sentence.ReplaceLineEndings(" "));
    return exitCode;
}
