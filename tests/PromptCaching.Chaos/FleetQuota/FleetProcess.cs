using System.Diagnostics;
using System.Globalization;

namespace PromptCaching.Chaos.FleetQuota;

/// <summary>This program started again as one process of the fleet.</summary>
internal sealed class FleetProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;

    private FleetProcess(Process process) => _process = process;

    /// <summary>Starts a process, and waits until it calls.</summary>
    public static async Task<FleetProcess> StartAsync(Uri api, string redis, int seed, CancellationToken cancellationToken)
    {
        var program = Environment.ProcessPath!;
        var isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] arguments = [FleetProgram.Name, api.ToString(), redis, seed.ToString(CultureInfo.InvariantCulture)];
        var process = Process.Start(new ProcessStartInfo(program, isHost ? [typeof(FleetProcess).Assembly.Location, .. arguments] : arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await process.StandardOutput.ReadLineAsync(cancellationToken);
        return new FleetProcess(process);
    }

    /// <summary>Ends it at once, in the middle of its calls.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
    }

    /// <summary>Lets it end its calls.</summary>
    /// <returns>How many calls it asked, how many were answered, and how often it turned to the shared quota.</returns>
    public async Task<(int Asked, int Answered, int Exchanges)> StopAsync(CancellationToken cancellationToken)
    {
        _process.StandardInput.Close();
        var told = await _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask().WaitAsync(Patience, TimeProvider.System, cancellationToken)
            ?? throw new InvalidOperationException("A process of the fleet ended by itself.");
        var numbers = told.Split(' ').Select(static number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return (numbers[0], numbers[1], numbers[2]);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
