using System.Text;

namespace OtherClients.Ways;

/// <summary>The same question as a stream: what was stored of the plain one is streamed.</summary>
internal sealed class OfficialStreaming : IWay
{
    public async Task<string> AskAsync(Chain chain, string question, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        await foreach (var item in Official.On(chain).Messages.CreateStreaming(Official.Ask(question), cancellationToken))
        {
            if (item.TryPickContentBlockDelta(out var delta) && delta.Delta.TryPickText(out var piece))
            {
                text.Append(piece.Text);
            }
        }

        return text.ToString();
    }
}
