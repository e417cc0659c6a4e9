using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using PromptCaching.Bodies;
using PromptCaching.Errors;
using PromptCaching.Http;
using PromptCaching.Messages.Json;
using PromptCaching.Messages.Streaming;

namespace PromptCaching;

/// <summary>Reads the events of a stream one by one out of the pieces in which its bytes arrive, and applies each to the message.</summary>
/// <remarks>Written out, not as an iterator: a step that finds an event in what has come already neither waits nor allocates for itself.</remarks>
internal sealed class MessageEvents(
    HttpResponseMessage response, MessageAssembly assembly, MessageFrame frame, CancellationToken cancellationToken) : IAsyncEnumerator<MessageStreamEvent>
{
    private const int PieceBytes = 16384;
    private Stream? _stream;
    private byte[] _buffer = [];
    private int _from;
    private int _to;
    private UnusualEvents? _unusual;
    private MessageStreamEvent? _current;
    private bool _isOver;

    public MessageStreamEvent Current => _current ?? throw new InvalidOperationException("There is no event here.");

    private ReadOnlySpan<byte> Held => _buffer.AsSpan(_from, _to - _from);

    /// <remarks>Whatever comes behind the end, a gateway's own lines or a broken connection, takes nothing from the answer.</remarks>
    public ValueTask<bool> MoveNextAsync()
    {
        if (_isOver)
        {
            return new(false);
        }

        // Until this step has found an event: what fails has ended the stream.
        _isOver = true;
        cancellationToken.ThrowIfCancellationRequested();
        return TryTake() ? new(true) : ReadOnAsync();
    }

    public ValueTask DisposeAsync()
    {
        var buffer = _buffer;
        (_buffer, _from, _to, _isOver) = ([], 0, 0, true);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return ValueTask.CompletedTask;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> ReadOnAsync()
    {
        _stream ??= await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        while (!assembly.IsComplete)
        {
            MakeRoom();
            var count = await ReadAsync(_stream).ConfigureAwait(false);
            if (count == 0)
            {
                throw new ClaudeException("The stream ended before the answer did (no message_stop came): what was received is not the whole answer.")
                {
                    RequestId = response.Headers.Find(ClaudeHeaders.RequestId),
                    MayHaveBeenBilled = true,
                };
            }

            _to += count;
            if (TryTake())
            {
                return true;
            }
        }

        return false;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> ReadAsync(Stream stream)
    {
        try
        {
            return await stream.ReadAsync(_buffer.AsMemory(_to), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (Transport.IsBroken(failure))
        {
            throw Transport.Broken(response, failure);
        }
    }

    /// <summary>An event that has come in part waits for its rest, so that none is copied out of here.</summary>
    private void MakeRoom()
    {
        var held = Held;
        var room = held.Length * 2 < _buffer.Length ? _buffer : ArrayPool<byte>.Shared.Rent(Math.Max(PieceBytes, _buffer.Length * 2));
        held.CopyTo(room);
        (_from, _to) = (0, held.Length);
        if (!ReferenceEquals(room, _buffer))
        {
            var full = _buffer;
            _buffer = room;
            if (full.Length > 0)
            {
                ArrayPool<byte>.Shared.Return(full);
            }
        }
    }

    private bool TryTake()
    {
        if (_unusual is null && !assembly.IsComplete)
        {
            var length = EventStreamScan.TryReadUsual(Held, out var name, out var data);
            if (length > 0)
            {
                _from += length;
                return Found(Read(name, data));
            }

            _unusual = UnusualEvents.Ends(Held) > 0 ? new UnusualEvents(assembly, Read) : null;
        }

        _from += _unusual?.Take(Held) ?? 0;
        return _unusual is not null && _unusual.TryNext(out var item) && Found(item);
    }

    private bool Found(MessageStreamEvent item)
    {
        (_current, _isOver) = (item, false);
        return true;
    }

    private MessageStreamEvent Read(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        var isError = name.SequenceEqual("error"u8);
        if (!isError && PlainEvent.TryRead(data, out var plain))
        {
            assembly.Apply(plain);
            return TypedEvents.Of(plain);
        }

        if (name.SequenceEqual("message_start"u8) || name.SequenceEqual("message_delta"u8))
        {
            // Of these two hardly anything is kept as JSON, and what they say is kept once.
            using var document = WireAnswers.Read(data, response, WireJson.ParseRented);
            var framing = WireJson.Read<MessageStreamEvent>(document.RootElement);
            return frame.TryKeep(framing, assembly) ? framing : Apply(document.RootElement);
        }

        var item = Apply(WireAnswers.Read(data, response, WireJson.Parse));
        return isError || item.Type == "error" ? throw ApiErrors.From(data.ToArray(), response) : item;
    }

    private MessageStreamEvent Apply(JsonElement json)
    {
        assembly.Apply(json);
        return WireJson.Read<MessageStreamEvent>(json);
    }
}
