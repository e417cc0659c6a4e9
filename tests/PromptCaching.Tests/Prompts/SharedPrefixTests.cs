using System.Net.Http.Headers;
using PromptCaching.Messages.Content;
using PromptCaching.Prompts;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;
using Marker = PromptCaching.Messages.CacheControl;

namespace PromptCaching.Tests.Prompts;

/// <summary>What the prompt promises, under the rules of the real cache.</summary>
public sealed class SharedPrefixTests : IDisposable
{
    private static readonly DocumentBlock Manual = new(ContentSource.FromText(Texts.Words(3000))) { CacheControl = Marker.Ephemeral };

    private readonly ClaudeEmulator _emulator = new(new ClaudeEmulatorOptions { TokenCounting = TokenCounting.FourCharacters }, new ManualTimeProvider());

    [Fact]
    public async Task A_second_user_reads_the_document_that_the_first_one_wrote()
    {
        var prompt = CachedPrompt.Empty.WithSystem("Be brief.").WithDocument(Manual).RejectVolatileText();

        await AskAsync(prompt.WithUserText("For Ada, at 10:11:12."));
        await AskAsync(prompt.WithUserText("For Bob, at 10:11:13."));

        _emulator.Calls[1].ShouldReadFromCache(0.9, after: [_emulator.Calls[0]]);
        _emulator.Calls.ShouldHaveAStablePrefix();
    }

    public void Dispose() => _emulator.Dispose();

    private async Task AskAsync(CachedPrompt prompt)
    {
        using var client = new HttpMessageInvoker(_emulator, disposeHandler: false);
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://api.example.com/v1/messages")
        {
            Content = new ByteArrayContent((prompt.ToRequest("Why?") with { Model = "claude-opus-4-8", MaxTokens = 10 }).ToUtf8Bytes()),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add("x-api-key", "key");
        request.Headers.Add("anthropic-version", "2023-06-01");
        using var response = await client.SendAsync(request, CancellationToken.None);
        response.IsSuccessStatusCode.Should().BeTrue(await response.Content.ReadAsStringAsync());
    }
}
