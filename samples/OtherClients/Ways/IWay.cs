namespace OtherClients.Ways;

/// <summary>One client, or one way of using it, on the chain.</summary>
internal interface IWay
{
    /// <returns>The text of the answer.</returns>
    Task<string> AskAsync(Chain chain, string question, CancellationToken cancellationToken);
}
