using Anthropic;
using Anthropic.Models.Messages;
using PromptCaching.Testing.Hosting;

namespace PromptCaching.Testing.Tests.RealClients;

/// <summary>The official client of .NET, talking to the emulator over a real socket, and complaining about every field it misses.</summary>
internal sealed class OfficialClient : IAsyncDisposable
{
    private readonly ClaudeEmulatorServer _server;

    private OfficialClient(ClaudeEmulatorServer server)
    {
        _server = server;
        Api = new AnthropicClient { ApiKey = "sk-ant-test", BaseUrl = server.Address.GetLeftPart(UriPartial.Authority), ResponseValidation = true };
    }

    public AnthropicClient Api { get; }

    public ClaudeEmulator Emulator => _server.Emulator;

    public static async Task<OfficialClient> StartAsync(ClaudeEmulatorOptions? options = null) =>
        new(await ClaudeEmulatorServer.StartAsync(new ClaudeEmulator(Server.Counting(options))));

    public static MessageCreateParams Question(string question = "What now?", string model = Some.Model) => new()
    {
        Model = model,
        MaxTokens = 2000,
        Messages = [new() { Role = Role.User, Content = question }],
    };

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Emulator.Dispose();
    }
}
