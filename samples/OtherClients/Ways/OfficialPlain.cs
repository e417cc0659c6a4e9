namespace OtherClients.Ways;

internal sealed class OfficialPlain : IWay
{
    public async Task<string> AskAsync(Chain chain, string question, CancellationToken cancellationToken) =>
        Official.TextOf(await Official.On(chain).Messages.Create(Official.Ask(question), cancellationToken));
}
