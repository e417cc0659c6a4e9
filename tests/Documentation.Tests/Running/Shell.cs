using System.Diagnostics;
using System.Text;
using Documentation.Tests.Pages;

namespace Documentation.Tests.Running;

/// <summary>
/// Executes a shell block of a page as it is printed, from the top of the repository, with none of this machine's settings for Claude. Three things
/// differ from a reader's shell: programs of samples/ are taken as they were built, ports are free ones, and redis-cli talks to the test's server.
/// </summary>
internal sealed class Shell : IDisposable
{
    private const string Prelude =
        """
        set -euo pipefail
        dotnet() {
            if [ "$1" != run ]; then command dotnet "$@"; return; fi
            local project=; shift
            while [ $# -gt 0 ]; do
                case "$1" in
                    --project) project=$2; shift 2 ;;
                    -c) shift 2 ;;
                    --) shift; break ;;
                    *) break ;;
                esac
            done
            command dotnet "$BUILT/${project##*/}/$CONFIGURATION/${project##*/}.dll" "$@"
        }
        redis-cli() { command redis-cli -p "${REDIS_PORT:?}" "$@"; }

        """;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly string[] _settings = ["ANTHROPIC_", "CLAUDE", "USE_", "CACHE_", "PROMPT_CACHE_", "DOTNET_ENVIRONMENT", "ASPNETCORE_", "LOGGING"];
    private readonly CancellationTokenSource _deadline = new(_patience);
    private readonly Process _process;

    private Shell(Process process) => _process = process;

    /// <summary>Executes a block to its end.</summary>
    /// <returns>What it printed.</returns>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<string> RunAsync(string block, params IEnumerable<(string Name, string Value)> environment)
    {
        using var shell = Start(block, environment);
        var output = shell._process.StandardOutput.ReadToEndAsync(shell._deadline.Token);
        var errors = shell._process.StandardError.ReadToEndAsync(shell._deadline.Token);
        await shell._process.WaitForExitAsync(shell._deadline.Token);
        return shell._process.ExitCode == 0
            ? (await output).TrimEnd()
            : throw new InvalidOperationException($"{block}\nended with {shell._process.ExitCode}: {await output}{await errors}");
    }

    /// <summary>Executes a block that goes on, such as a server, until the shell is disposed of; returns when it has said that it is ready.</summary>
    public static async Task<Shell> StartAsync(string block, string until, params IEnumerable<(string Name, string Value)> environment)
    {
        var shell = Start(block, environment);
        var seen = new StringBuilder();
        while (await shell._process.StandardOutput.ReadLineAsync(shell._deadline.Token) is { } line)
        {
            if (line.Contains(until, StringComparison.Ordinal))
            {
                return shell;
            }

            seen.AppendLine(line);
        }

        throw new InvalidOperationException($"{block}\nended before it said \"{until}\": {seen}{await shell._process.StandardError.ReadToEndAsync()}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(_patience);
        }

        _process.Dispose();
        _deadline.Dispose();
    }

    private static Shell Start(string block, IEnumerable<(string Name, string Value)> environment)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory);
        var start = new ProcessStartInfo("bash", ["-c", Prelude + block])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Repository.Root,
        };
        foreach (var name in start.Environment.Keys.Where(IsSetting).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["BUILT"] = configuration.Parent!.Parent!.FullName;
        start.Environment["CONFIGURATION"] = configuration.Name;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new Shell(Process.Start(start)!);
    }

    private static bool IsSetting(string name) => _settings.Any(setting => name.StartsWith(setting, StringComparison.OrdinalIgnoreCase));
}
