using System.Buffers;
using System.Text.Unicode;
using PromptCaching.Guardrails.Redaction.Texts;

namespace PromptCaching.Guardrails.Redaction.Restoring;

/// <summary>Puts values back into a stream, event by event, also where a placeholder comes in pieces. Events without any pass as they came.</summary>
internal sealed class EventRestoration(RestoredValues values)
{
    private readonly SortedDictionary<int, HeldText> _held = [];
    private readonly EventFrames _frames = new();

    /// <summary>Takes bytes of the stream and writes those that the caller may see by now.</summary>
    public void Feed(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        _frames.Add(bytes);
        while (_frames.TryTake(isEnd: false, out var whole))
        {
            OnEvent(whole.Span, output);
        }
    }

    /// <summary>Ends the stream: what was held back is no placeholder any more.</summary>
    public void End(IBufferWriter<byte> output)
    {
        while (_frames.TryTake(isEnd: true, out var whole))
        {
            OnEvent(whole.Span, output);
        }

        ReleaseAll(output);
        output.Write(_frames.Rest);
    }

    private void OnEvent(ReadOnlySpan<byte> whole, IBufferWriter<byte> output)
    {
        if (_held.Count == 0 && !AnswerRestoration.MayHoldAny(whole))
        {
            output.Write(whole);
            return;
        }

        if (!EventFrames.TryFindData(whole, out var start, out var length) || !Utf8.IsValid(whole))
        {
            output.Write(whole);
            return;
        }

        var data = whole.Slice(start, length);
        if (DeltaPlace.Find(data, out var stopped) is { } place)
        {
            OnText(whole, place with { Start = place.Start + start }, output);
            return;
        }

        if (stopped >= 0)
        {
            Release(stopped, output);
        }
        else if (IsLast(data))
        {
            ReleaseAll(output);
        }

        var restored = AnswerRestoration.Run(data.ToArray(), values);
        output.Write(whole[..start]);
        output.Write(restored.Span);
        output.Write(whole[(start + length)..]);
    }

    private void OnText(ReadOnlySpan<byte> whole, DeltaPlace place, IBufferWriter<byte> output)
    {
        var raw = whole.Slice(place.Start, place.Length);
        _held.Remove(place.Block, out var held);
        var text = held?.Text + JsonStringText.Read(raw);
        var open = values.OpenLength(text);
        var shown = values.Restore(text[..^open], place.Escaping, out var count);
        if (open > 0)
        {
            _held[place.Block] = new HeldText(text[^open..], whole.ToArray(), place.Start, place.Length);
        }

        if (held is null && open == 0 && count == 0)
        {
            output.Write(whole);
        }
        else
        {
            Write(whole, place.Start, place.Length, shown, output);
        }
    }

    private void ReleaseAll(IBufferWriter<byte> output)
    {
        foreach (var block in _held.Keys.ToArray())
        {
            Release(block, output);
        }
    }

    private void Release(int block, IBufferWriter<byte> output)
    {
        if (_held.Remove(block, out var held))
        {
            Write(held.Event, held.Start, held.Length, held.Text, output);
        }
    }

    private static void Write(ReadOnlySpan<byte> whole, int start, int length, string text, IBufferWriter<byte> output)
    {
        output.Write(whole[..start]);
        output.Write(JsonEscapes.BytesOf(text));
        output.Write(whole[(start + length)..]);
    }

    private static bool IsLast(ReadOnlySpan<byte> data) =>
        data.IndexOf("\"message_stop\""u8) >= 0 || data.IndexOf("\"message_delta\""u8) >= 0 || data.IndexOf("\"error\""u8) >= 0;
}
