using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace QuickStart.Tests;

/// <summary>The real program as a process of its own, with none of this machine's settings for Claude.</summary>
internal sealed class QuickStartProcess : IDisposable
{
    private const string FileName = "QuickStart.dll";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly string[] Settings = ["ANTHROPIC_", "CLAUDE", "USE_", "CACHE_", "PROMPT_CACHE_", "DOTNET_ENVIRONMENT", "LOGGING"];
    private readonly CancellationTokenSource _deadline = new(Patience);
    private readonly Process _process;

    private QuickStartProcess(Process process) => _process = process;

    /// <summary>Gets the program's build output, which stands beside that of these tests.</summary>
    public static string Folder
    {
        get
        {
            var tests = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(tests.Parent!.Parent!.FullName, "QuickStart", tests.Name);
        }
    }

    public static QuickStartProcess Start(IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment, string? folder = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(folder ?? Folder, FileName), .. arguments])
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

        return new QuickStartProcess(Process.Start(start)!);
    }

    public static Task<QuickStartResult> RunAsync(params string[] arguments) => RunAsync(arguments, []);

    public static async Task<QuickStartResult> RunAsync(
        IEnumerable<string> arguments, IEnumerable<(string Name, string Value)> environment, string? folder = null)
    {
        using var program = Start(arguments, environment, folder);
        return await program.ReadToEndAsync();
    }

    /// <summary>Reads what the program shows until a text has come.</summary>
    public async Task<string> ReadUntilAsync(string text)
    {
        var seen = new StringBuilder();
        var buffer = new char[1];
        while (!seen.ToString().Contains(text, StringComparison.Ordinal) && await _process.StandardOutput.ReadAsync(buffer, _deadline.Token) > 0)
        {
            seen.Append(buffer);
        }

        return seen.ToString();
    }

    public async Task<QuickStartResult> ReadToEndAsync()
    {
        var output = _process.StandardOutput.ReadToEndAsync(_deadline.Token);
        var error = _process.StandardError.ReadToEndAsync(_deadline.Token);
        await _process.WaitForExitAsync(_deadline.Token);
        return new QuickStartResult(_process.ExitCode, await output, await error);
    }

    /// <summary>Asks the program to stop, as Ctrl+C does; by a signal that no shell lets its children ignore.</summary>
    public void Interrupt()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
        _deadline.Dispose();
    }

    private static bool IsSetting(string name) => Settings.Any(setting => name.StartsWith(setting, StringComparison.OrdinalIgnoreCase));
}
