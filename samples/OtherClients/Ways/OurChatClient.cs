using Microsoft.Extensions.AI;
using PromptCaching;
using PromptCaching.Extensions.AI;

namespace OtherClients.Ways;

/// <summary>Our own client in the words of Microsoft.Extensions.AI; with services it is <c>services.AddClaudeCaching().AddChatClient()</c>.</summary>
internal sealed class OurChatClient : IWay
{
    public async Task<string> AskAsync(Chain chain, string question, CancellationToken cancellationToken)
    {
        using var chat = new ClaudeClient(chain.Http, chain.Options.Client).AsChatClient(Asking.Model);
        return (await chat.GetResponseAsync(question, new ChatOptions { MaxOutputTokens = Asking.MaxTokens }, cancellationToken)).Text;
    }
}
