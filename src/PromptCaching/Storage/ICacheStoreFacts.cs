namespace PromptCaching.Storage;

/// <summary>What a store offers beyond <c>IDistributedCache</c> when it can tell operators about itself.</summary>
public interface ICacheStoreFacts
{
    /// <summary>Tells a few facts, such as a version and the memory in use; never an address, a name of a user or a password.</summary>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <returns>The facts by name.</returns>
    ValueTask<IReadOnlyDictionary<string, string>> DescribeAsync(CancellationToken cancellationToken);
}
