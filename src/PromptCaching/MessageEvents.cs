using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using PromptCaching.Bodies;
using PromptCaching.Errors;
using PromptCaching.Messages.Json;
using PromptCaching.Messages.Streaming;

namespace PromptCaching;

/// <summary>Reads the events of a stream in the pieces in which its bytes arrive, and applies each to the message.</summary>
internal sealed class MessageEvents(HttpResponseMessage response, MessageAssembly assembly)
{
    private const int PieceBytes = 16384;
    private readonly List<MessageStreamEvent> _arrived = [];
    private ExceptionDispatchInfo? _failure;

    /// <remarks>Whatever comes behind the end, a gateway's own lines or a broken connection, takes nothing from the answer.</remarks>
    public async IAsyncEnumerable<MessageStreamEvent> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var stream = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var scan = new EventStreamScan(OnEvent);
        var (buffer, held) = (ArrayPool<byte>.Shared.Rent(PieceBytes), 0);
        try
        {
            while (!assembly.IsComplete && await ReadAsync(stream, buffer.AsMemory(held), cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                held += count;
                var whole = EndOfEvents(buffer.AsSpan(0, held));
                scan.Feed(buffer.AsSpan(0, whole));
                Keep(ref buffer, ref held, whole);
                foreach (var item in _arrived)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    yield return item;
                }

                _arrived.Clear();
                _failure?.Throw();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>An event that has come in part waits for its rest, so that none is copied; lines that end otherwise are cut by the scan.</summary>
    private static int EndOfEvents(ReadOnlySpan<byte> bytes) =>
        bytes.Contains((byte)'\r') ? bytes.Length : bytes.LastIndexOf("\n\n"u8) is >= 0 and var end ? end + 2 : 0;

    private static void Keep(ref byte[] buffer, ref int held, int from)
    {
        held -= from;
        var room = held * 2 > buffer.Length ? ArrayPool<byte>.Shared.Rent(buffer.Length * 2) : buffer;
        buffer.AsSpan(from, held).CopyTo(room);
        if (!ReferenceEquals(room, buffer))
        {
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = room;
        }
    }

    private async ValueTask<int> ReadAsync(Stream stream, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (Transport.IsBroken(failure))
        {
            throw Transport.Broken(response, failure);
        }
    }

    private void OnEvent(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        if (assembly.IsComplete || _failure is not null)
        {
            return;
        }

        try
        {
            _arrived.Add(Parse(name, data));
        }
        catch (ClaudeException failure)
        {
            // What came before it in the same piece is given out first.
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
    }

    private MessageStreamEvent Parse(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        var isError = name.SequenceEqual("error"u8);
        if (!isError && PlainEvent.TryRead(data, out var plain))
        {
            assembly.Apply(plain);
            return Typed(plain);
        }

        var item = WireAnswers.Read(data, response, json =>
        {
            var parsed = WireJson.Parse(json);
            assembly.Apply(parsed);
            return WireJson.Read<MessageStreamEvent>(parsed);
        });
        return isError || item.Type == "error" ? throw ApiErrors.From(data.ToArray(), response) : item;
    }

    private static MessageStreamEvent Typed(PlainEvent plain) => plain.Kind switch
    {
        PlainEventKind.Text => new ContentBlockDeltaEvent(plain.Index, new TextDelta(plain.Text!)),
        PlainEventKind.Thinking => new ContentBlockDeltaEvent(plain.Index, new ThinkingDelta(plain.Text!)),
        PlainEventKind.Signature => new ContentBlockDeltaEvent(plain.Index, new SignatureDelta(plain.Text!)),
        PlainEventKind.Input => new ContentBlockDeltaEvent(plain.Index, new InputJsonDelta(plain.Text!)),
        PlainEventKind.BlockStop => new ContentBlockStopEvent(plain.Index),
        PlainEventKind.MessageStop => new MessageStopEvent(),
        _ => new PingEvent(),
    };
}
