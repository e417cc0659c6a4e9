using PromptCaching.Messages.Models;

namespace PromptCaching;

/// <summary>The models that the API has. Safe for any number of calls at once.</summary>
public interface IClaudeModels
{
    /// <summary>Lists the models, the newest first; more of them are asked for as they are wanted.</summary>
    /// <param name="cancellationToken">Ends the listing.</param>
    /// <returns>The models.</returns>
    /// <exception cref="ClaudeApiException">The API answered with an error.</exception>
    /// <exception cref="ClaudeException">The connection failed, or the answer was not whole.</exception>
    IAsyncEnumerable<ModelDescription> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Looks at a model.</summary>
    /// <param name="id">The id, or another name of it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentException">The id is empty or white space.</exception>
    /// <exception cref="ClaudeApiException">The API answered with an error, as for a model that it does not know.</exception>
    /// <exception cref="ClaudeException">The connection failed, or the answer was not whole.</exception>
    Task<ModelDescription> GetAsync(string id, CancellationToken cancellationToken = default);
}
