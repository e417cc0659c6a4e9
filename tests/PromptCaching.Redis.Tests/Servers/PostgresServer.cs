using System.Globalization;

namespace PromptCaching.Redis.Tests.Servers;

/// <summary>A PostgreSQL server of one's own on a free port, in a temporary folder.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private readonly TemporaryFolder _folder;
    private readonly int _port;
    private ServerProcess? _process;

    private PostgresServer(TemporaryFolder folder, int port) => (_folder, _port) = (folder, port);

    public string Connection => string.Create(
        CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=postgres;Database=postgres;Timeout=5;Command Timeout=5;Maximum Pool Size=70");

    private string Data => Path.Combine(_folder.Path, "data");

    public static async Task<PostgresServer> StartAsync()
    {
        var folder = new TemporaryFolder();
        var server = new PostgresServer(folder, FreePort.Next());
        if (Environment.UserName == "root")
        {
            await ServerProcess.RunAsync("chown", [UnprivilegedUser, folder.Path]);
        }

        await RunAsync(ServerPrograms.InitDb!, ["-D", server.Data, "-A", "trust", "-U", "postgres", "--no-sync", "-E", "UTF8", "--locale", "C"]);
        await server.RestartAsync();
        return server;
    }

    public async Task RestartAsync()
    {
        _process?.Dispose();
        var (program, arguments) = Unprivileged(
            ServerPrograms.Postgres!,
            ["-D", Data, "-p", _port.ToString(CultureInfo.InvariantCulture), "-h", "127.0.0.1", "-k", _folder.Path, "-F", "-c", "max_connections=100"]);
        _process = ServerProcess.Start(program, arguments);
        await UntilReadyAsync();
    }

    public void Kill() => _process!.Kill();

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.StopAsync();
            _process.Dispose();
        }

        _folder.Dispose();
    }

    private static string UnprivilegedUser =>
        File.ReadLines("/etc/passwd").Any(static line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    /// <summary>PostgreSQL refuses to run as root.</summary>
    private static (string Program, string[] Arguments) Unprivileged(string program, string[] arguments) => Environment.UserName == "root"
        ? ("setpriv", ["--reuid", UnprivilegedUser, "--clear-groups", program, .. arguments])
        : (program, arguments);

    private static Task RunAsync(string program, string[] arguments)
    {
        var (first, rest) = Unprivileged(program, arguments);
        return ServerProcess.RunAsync(first, rest);
    }

    private async Task UntilReadyAsync()
    {
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        while (true)
        {
            try
            {
                await using var connection = new Npgsql.NpgsqlConnection(Connection + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (Npgsql.NpgsqlException) when (!_process!.HasExited && clock.GetElapsedTime(started) < TimeSpan.FromSeconds(30))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), clock);
            }
            catch (Npgsql.NpgsqlException) when (_process!.HasExited)
            {
                throw new IOException($"postgres did not start: {await _process.OutputAsync()}");
            }
        }
    }
}
