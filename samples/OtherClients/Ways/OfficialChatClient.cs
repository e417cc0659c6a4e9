using Microsoft.Extensions.AI;

namespace OtherClients.Ways;

/// <summary>The official client in the words of Microsoft.Extensions.AI.</summary>
internal sealed class OfficialChatClient : IWay
{
    public async Task<string> AskAsync(Chain chain, string question, CancellationToken cancellationToken)
    {
        using var chat = Official.On(chain).AsIChatClient(Asking.Model, Asking.MaxTokens);
        return (await chat.GetResponseAsync(question, cancellationToken: cancellationToken)).Text;
    }
}
