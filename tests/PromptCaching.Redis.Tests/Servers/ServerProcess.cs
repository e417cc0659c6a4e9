using System.Diagnostics;

namespace PromptCaching.Redis.Tests.Servers;

/// <summary>A server as a process of the machine, with the harm that can be done to it.</summary>
internal sealed class ServerProcess : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private readonly Process _process;
    private readonly Task<string> _output;
    private bool _isPaused;

    private ServerProcess(Process process)
    {
        _process = process;
        _output = ReadAsync(process);
        AppDomain.CurrentDomain.ProcessExit += KillAtExit;
    }

    public bool HasExited => _process.HasExited;

    public static ServerProcess Start(string program, IEnumerable<string> arguments) =>
        new(Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!);

    /// <summary>Runs a program to its end.</summary>
    public static async Task RunAsync(string program, IEnumerable<string> arguments)
    {
        using var run = Start(program, arguments);
        using var patience = new CancellationTokenSource(_patience);
        await run._process.WaitForExitAsync(patience.Token);
        if (run._process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {run._process.ExitCode}: {await run._output}");
        }
    }

    /// <summary>Gets all that the server has said; for the message when it did not start.</summary>
    public Task<string> OutputAsync() => _output;

    public void Kill()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.WaitForExit(_patience);
    }

    /// <summary>Stops the process where it is: its connections stay open, and nothing is answered.</summary>
    public async Task PauseAsync()
    {
        _isPaused = true;
        await SignalAsync("-STOP");
    }

    public async Task ResumeAsync()
    {
        _isPaused = false;
        await SignalAsync("-CONT");
    }

    /// <summary>Asks the process to end in an orderly way, and waits.</summary>
    public async Task StopAsync()
    {
        if (_isPaused)
        {
            await ResumeAsync();
        }

        if (!_process.HasExited)
        {
            await SignalAsync("-INT");
            using var patience = new CancellationTokenSource(_patience);
            await _process.WaitForExitAsync(patience.Token);
        }
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= KillAtExit;
        Kill();
        _process.Dispose();
    }

    private static async Task<string> ReadAsync(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        return await process.StandardOutput.ReadToEndAsync() + await errors;
    }

    private Task SignalAsync(string signal) => RunAsync("kill", [signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

    private void KillAtExit(object? sender, EventArgs e) => Kill();
}
