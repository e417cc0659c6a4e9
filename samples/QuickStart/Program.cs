using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using QuickStart;

try
{
    return await Arguments.RunAsync(args, RunAsync);
}
catch (Exception failure) when (Ending.Of(failure) is { } ending)
{
    await Console.Error.WriteLineAsync(ending.Sentence);
    return ending.ExitCode;
}

static async Task<int> RunAsync(Arguments arguments)
{
    var text = arguments.Document is { } path ? DocumentFile.Read(path) : RepositorySources.Read();
    var steps = arguments.Document is null ? Step.OverSources() : Step.Over(arguments.Questions);

    var builder = Host.CreateApplicationBuilder();
    KeepLogsOffTheScreen(builder);
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

// Warnings go to standard error; what the host would log about a failed start, the last lines above say in one sentence.
static void KeepLogsOffTheScreen(HostApplicationBuilder builder)
{
    builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
    builder.Services.Configure<ConsoleLoggerOptions>(static options => options.LogToStandardErrorThreshold = LogLevel.Trace);
}
