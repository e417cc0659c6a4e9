using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Testing;

namespace PromptCaching.Extensions.AI.Tests.DependencyInjection;

public sealed class AddChatClientTests
{
    [Fact]
    public async Task One_line_registers_it()
    {
        using var emulator = new ClaudeEmulator();
        var services = new ServiceCollection();
        services.AddClaudeCaching(static options => options.ApiKey = "test").AddChatClient()
            .HttpClient.ConfigurePrimaryHttpMessageHandler(() => emulator);
        await using var provider = services.BuildServiceProvider();

        var chat = provider.GetRequiredService<IChatClient>();

        (await chat.GetResponseAsync("What now?")).ModelId.Should().Be(ClaudeDefaults.Model);
        chat.GetService(typeof(IClaudeClient)).Should().BeSameAs(provider.GetRequiredService<IClaudeClient>());
        var metadata = (ChatClientMetadata)chat.GetService(typeof(ChatClientMetadata))!;
        metadata.ProviderUri.Should().Be(ClaudeDefaults.BaseAddress);
        metadata.DefaultModelId.Should().Be(ClaudeDefaults.Model);
    }

    [Fact]
    public async Task A_named_client_is_asked_for_by_its_name()
    {
        using var emulator = new ClaudeEmulator();
        var services = new ServiceCollection();
        services.AddClaudeCaching("eu").ConfigureClient(static options => options.ApiKey = "test").AddChatClient("claude-opus-5-5")
            .HttpClient.ConfigurePrimaryHttpMessageHandler(() => emulator);
        await using var provider = services.BuildServiceProvider();

        provider.GetService<IChatClient>().Should().BeNull();
        var response = await provider.GetRequiredKeyedService<IChatClient>("eu").GetResponseAsync("What now?");

        response.ModelId.Should().Be("claude-opus-5-5");
    }

    [Fact]
    public async Task Who_was_there_first_stays()
    {
        using var emulator = new ClaudeEmulator();
        using var other = new HttpClient(emulator, disposeHandler: false);
        var first = new ClaudeClient(other, new ClaudeClientOptions { ApiKey = "test" }).AsChatClient();
        var services = new ServiceCollection();
        services.AddSingleton(first);
        services.AddClaudeCaching(static options => options.ApiKey = "test").AddChatClient().AddChatClient();
        await using var provider = services.BuildServiceProvider();

        provider.GetRequiredService<IChatClient>().Should().BeSameAs(first);
        provider.GetRequiredKeyedService<IChatClient>(ClaudeDefaults.ClientName).Should().NotBeSameAs(first);
    }
}
