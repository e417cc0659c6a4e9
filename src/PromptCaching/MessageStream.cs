using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using PromptCaching.Bodies;
using PromptCaching.Messages;
using PromptCaching.Messages.Streaming;

namespace PromptCaching;

/// <summary>An answer as it is written: enumerate its events or its text once, then ask for the message that they amount to.</summary>
/// <remarks>A stream that ends without its final event throws: it is never taken for a short answer.</remarks>
[SuppressMessage("Naming", "CA1711", Justification = "It is a stream of events; the API calls it that.")]
public sealed class MessageStream : IAsyncEnumerable<MessageStreamEvent>, IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly MessageAssembly _assembly = new();
    private readonly MessageFrame _frame = new();
    private bool _isRead;

    internal MessageStream(HttpResponseMessage response) => _response = response;

    /// <summary>Gets the report of the call. It is complete once the stream was read to its end.</summary>
    /// <value><see langword="null"/> when the stream did not come through the chain.</value>
    public CallReport? CallReport => _response.GetCallReport();

    /// <summary>Gives out the events as they arrive. Events that this version does not know come as <see cref="UnknownStreamEvent"/>.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>The events.</returns>
    /// <exception cref="ClaudeApiException">The API broke off with an error event.</exception>
    /// <exception cref="ClaudeException">The connection broke, or the stream ended without its final event.</exception>
    /// <exception cref="InvalidOperationException">The stream was read already.</exception>
    public IAsyncEnumerator<MessageStreamEvent> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        if (_isRead)
        {
            throw new InvalidOperationException("The stream was read already: it passes once. Call GetFinalMessageAsync for what it amounted to.");
        }

        _isRead = true;
        return new MessageEvents(_response, _assembly, _frame, cancellationToken);
    }

    /// <summary>Gives out the text as it arrives, and nothing else.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>Pieces of text.</returns>
    /// <exception cref="ClaudeApiException">The API broke off with an error event.</exception>
    /// <exception cref="ClaudeException">The connection broke, or the stream ended without its final event.</exception>
    public async IAsyncEnumerable<string> ReadTextAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in this.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (item is ContentBlockDeltaEvent { Delta: TextDelta delta })
            {
                yield return delta.Text;
            }
        }
    }

    /// <summary>Gives out the inputs of tools as they are written: for each piece what has come so far, and each whole input when it is complete.</summary>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>The inputs so far, block by block.</returns>
    /// <exception cref="ClaudeApiException">The API broke off with an error event.</exception>
    /// <exception cref="ClaudeException">The connection broke, or the stream ended without its final event.</exception>
    public async IAsyncEnumerable<ToolInputSoFar> ReadToolInputsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var inputs = new ToolInputs();
        await foreach (var item in this.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (inputs.Apply(item) is { } input)
            {
                yield return input;
            }
        }
    }

    /// <summary>Returns the message that all events amount to, and reads the stream first unless that was done.</summary>
    /// <remarks>A stream whose events were not enumerated to the end cannot be gone on with.</remarks>
    /// <param name="cancellationToken">Ends the stream.</param>
    /// <returns>The message that a call without streaming would have returned.</returns>
    /// <exception cref="ClaudeApiException">The API broke off with an error event.</exception>
    /// <exception cref="ClaudeException">The connection broke, or the stream ended without its final event.</exception>
    public async Task<Message> GetFinalMessageAsync(CancellationToken cancellationToken = default)
    {
        if (!_isRead)
        {
            await foreach (var _ in this.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
            }
        }

        return _assembly.IsComplete
            ? WireAnswers.Read<Message>(_frame.ToJson(_assembly), _response, Message.Parse) with { Attachment = CallReport }
            : throw new ClaudeException("The stream was not read to its end: enumerate all of it before asking for the message.");
    }

    /// <summary>Lets go of the connection; what was not read yet is lost.</summary>
    /// <returns>A completed task.</returns>
    public ValueTask DisposeAsync()
    {
        _response.Dispose();
        return ValueTask.CompletedTask;
    }
}
