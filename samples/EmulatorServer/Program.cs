using System.CommandLine;
using System.Runtime.InteropServices;
using EmulatorServer;
using PromptCaching.Testing;
using PromptCaching.Testing.Hosting;

var arguments = new EmulatorArguments();
var program = new RootCommand("Answers like the Claude API on a local port, with its prompt cache and its errors: no network, no key, no cost.");
foreach (var option in arguments.All)
{
    program.Add(option);
}

program.SetAction((parsed, cancellationToken) => RunAsync(arguments.OptionsOf(parsed), arguments.PortOf(parsed), cancellationToken));
// To be stopped is how a server ends well, so that is no failure to the shell.
using var stop = new CancellationTokenSource();
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await program.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null }, stop.Token);

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

static async Task<int> RunAsync(ClaudeEmulatorOptions options, int port, CancellationToken cancellationToken)
{
    using var emulator = new ClaudeEmulator(options);
    try
    {
        await using var server = await ClaudeEmulatorServer.StartAsync(emulator, port, cancellationToken);
        Console.WriteLine($"The emulated Claude API listens on {server.Address}");
        Console.WriteLine("Point any client at it:");
        Console.WriteLine($"ANTHROPIC_BASE_URL={server.Address.GetLeftPart(UriPartial.Authority)}");
        Console.WriteLine($"What was billed: {new Uri(server.Address, "/emulator/ledger")}. Ctrl+C stops.");
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return 0;
    }
    catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
    {
        return 0;
    }
    catch (IOException failure)
    {
        await Console.Error.WriteLineAsync($"Port {port} cannot be opened: {failure.Message}");
        return 1;
    }
}
