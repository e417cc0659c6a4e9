using System.Net;
using System.Net.Http.Headers;
using PromptCaching.Messages;

namespace PromptCaching;

/// <summary>A body whose turns were written when they were added: nothing is put together before it is sent.</summary>
internal sealed class ConversationContent : HttpContent
{
    private readonly WrittenMessages _messages;
    private readonly byte[] _end;

    private ConversationContent(WrittenMessages messages, byte[] end)
    {
        (_messages, _end) = (messages, end);
        Headers.ContentType = new MediaTypeHeaderValue("application/json");
    }

    /// <summary>Makes the content of a request of a conversation; null for any other request.</summary>
    public static ConversationContent? TryMake(MessageRequest request, bool? stream) =>
        request.Messages is WrittenMessages messages && messages.Beginning.TryWriteEnd(request, stream) is { } end
            ? new ConversationContent(messages, end)
            : null;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_messages.Beginning.Json, cancellationToken).ConfigureAwait(false);
        for (var turn = 0; turn < _messages.Count; turn++)
        {
            await stream.WriteAsync(JsonOf(turn), cancellationToken).ConfigureAwait(false);
        }

        await stream.WriteAsync(_end, cancellationToken).ConfigureAwait(false);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _messages.Beginning.Json.Length + _end.Length;
        for (var turn = 0; turn < _messages.Count; turn++)
        {
            length += JsonOf(turn).Length;
        }

        return true;
    }

    /// <summary>The first turn has no comma before it.</summary>
    private ReadOnlyMemory<byte> JsonOf(int turn) => turn == 0 ? _messages.Turns[0].Json[1..] : _messages.Turns[turn].Json;
}
