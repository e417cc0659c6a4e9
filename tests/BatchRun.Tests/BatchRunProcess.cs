using System.Diagnostics;
using System.Text;

namespace BatchRun.Tests;

/// <summary>The real program as a process of its own, with none of this machine's settings for Claude.</summary>
internal sealed class BatchRunProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string[] Settings = ["ANTHROPIC_", "CLAUDE", "USE_", "CACHE_", "PROMPT_CACHE_", "BATCHRUN_"];
    private readonly CancellationTokenSource _deadline = new(Patience);
    private readonly Process _process;

    private BatchRunProcess(Process process) => _process = process;

    /// <summary>Gets the program's build output, which stands beside that of these tests.</summary>
    private static string Program
    {
        get
        {
            var tests = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(tests.Parent!.Parent!.FullName, "BatchRun", tests.Name, "BatchRun.dll");
        }
    }

    public static BatchRunProcess Start(IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = Path.GetTempPath(),
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToArray())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new BatchRunProcess(Process.Start(start)!);
    }

    public static async Task<ProcessResult> RunAsync(IEnumerable<string> arguments, params IEnumerable<(string Name, string Value)> environment)
    {
        using var program = Start(arguments, environment);
        return await program.ReadToEndAsync();
    }

    /// <summary>Ends it as <c>kill -9</c> does: nothing of it runs any more, and nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(_deadline.Token);
    }

    public async Task<ProcessResult> ReadToEndAsync()
    {
        var output = _process.StandardOutput.ReadToEndAsync(_deadline.Token);
        var error = _process.StandardError.ReadToEndAsync(_deadline.Token);
        await _process.WaitForExitAsync(_deadline.Token);
        return new ProcessResult(_process.ExitCode, await output, await error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
        _deadline.Dispose();
    }

    private static bool IsSetting(string name) => Settings.Any(setting => name.StartsWith(setting, StringComparison.OrdinalIgnoreCase));
}

/// <summary>What a program said, and how it ended.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Error);
