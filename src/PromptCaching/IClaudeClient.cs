using PromptCaching.Messages;

namespace PromptCaching;

/// <summary>Asks Claude. Safe for any number of calls at once; hold one for as long as you like.</summary>
public interface IClaudeClient
{
    /// <summary>Gets the Message Batches API: many requests at once, answered within a day, for half the price.</summary>
    /// <exception cref="NotSupportedException">This client, one of the caller's own making, has none.</exception>
    IMessageBatches Batches => throw new NotSupportedException("This client has no batches: let it give out an IMessageBatches of its own.");

    /// <summary>Gets the models that the API has.</summary>
    /// <exception cref="NotSupportedException">This client, one of the caller's own making, has none.</exception>
    IClaudeModels Models => throw new NotSupportedException("This client has no models: let it give out an IClaudeModels of its own.");

    /// <summary>Creates a message and waits for the whole of it.</summary>
    /// <param name="request">The question; it is not changed.</param>
    /// <param name="call">The caller's wishes for this call: scope, response cache, breakpoints.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer; <see cref="ClaudeMessageExtensions.GetCallReport"/> tells who gave it and what it cost.</returns>
    /// <exception cref="ClaudeApiException">The API answered with an error.</exception>
    /// <exception cref="ClaudeRefusedException">The call was refused before anything was sent.</exception>
    /// <exception cref="ClaudeException">The connection failed, or the answer was not whole.</exception>
    Task<Message> CreateMessageAsync(MessageRequest request, ClaudeCall? call = null, CancellationToken cancellationToken = default);

    /// <summary>Creates a message and gives it out as it is written.</summary>
    /// <param name="request">The question; it is not changed.</param>
    /// <param name="call">The caller's wishes for this call: scope, response cache, breakpoints.</param>
    /// <param name="cancellationToken">Ends the wait for the answer to begin.</param>
    /// <returns>The stream, once the API has begun to answer; dispose it.</returns>
    /// <exception cref="ClaudeApiException">The API answered with an error.</exception>
    /// <exception cref="ClaudeRefusedException">The call was refused before anything was sent.</exception>
    /// <exception cref="ClaudeException">The connection failed.</exception>
    Task<MessageStream> StreamMessageAsync(MessageRequest request, ClaudeCall? call = null, CancellationToken cancellationToken = default);

    /// <summary>Counts the tokens that a request would have as its prompt. Free; the API calls the count an estimate.</summary>
    /// <param name="request">The request; fields that counting does not take are left out.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The count.</returns>
    /// <exception cref="ClaudeApiException">The API answered with an error.</exception>
    /// <exception cref="ClaudeRefusedException">The call was refused before anything was sent.</exception>
    /// <exception cref="ClaudeException">The connection failed.</exception>
    Task<TokenCount> CountTokensAsync(MessageRequest request, CancellationToken cancellationToken = default);
}
