using System.Text;
using PromptCaching.Testing.Hosting;

namespace PromptCaching.Testing.Tests.Hosting;

/// <summary>An emulator behind a real socket, on a manual clock, and a client of it.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly ClaudeEmulatorServer _server;

    private LoopbackServer(ClaudeEmulatorServer server, ManualTimeProvider clock)
    {
        _server = server;
        Clock = clock;
        Client = new HttpClient { BaseAddress = server.Address };
    }

    public ManualTimeProvider Clock { get; }

    public HttpClient Client { get; }

    public ClaudeEmulator Emulator => _server.Emulator;

    public Uri Address => _server.Address;

    public static async Task<LoopbackServer> StartAsync(ClaudeEmulatorOptions? options = null)
    {
        var clock = new ManualTimeProvider();
        return new LoopbackServer(await ClaudeEmulatorServer.StartAsync(new ClaudeEmulator(Server.Counting(options), clock)), clock);
    }

    public static HttpRequestMessage Question(bool stream = false) =>
        Server.Post(Some.Request().User("What now?").With("stream", stream).ToJsonString());

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken = default) =>
        Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);

    /// <summary>Reads up to the end of one event.</summary>
    public static async Task<string> ReadEventAsync(Stream body)
    {
        var text = new StringBuilder();
        var one = new byte[1];
        while (!text.ToString().EndsWith("\n\n", StringComparison.Ordinal) && await body.ReadAsync(one) > 0)
        {
            text.Append((char)one[0]);
        }

        return text.ToString();
    }

    /// <summary>Moves the clock until something waits on it, and then past that.</summary>
    public async Task PassAsync()
    {
        while (!Clock.AdvanceToNextTimer())
        {
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _server.DisposeAsync();
        Emulator.Dispose();
    }
}
