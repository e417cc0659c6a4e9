using System.Text.Json;

namespace PromptCaching.Bodies;

/// <summary>Fills an <see cref="AnswerOutline"/> from the bytes of an answer, stream or not, each looked at once.</summary>
/// <remarks>However long the answer is, no more than <see cref="AnswerSkeleton.MostBytes"/> of it is held: of a message what stands beside its content, of
/// a stream one event. Events that are longer hold what tools read, as a whole document; nothing in them is needed here.</remarks>
internal sealed class AnswerScan
{
    private readonly EventStreamScan? _events;
    private readonly AnswerSkeleton? _json;
    private StreamGrammar _grammar = new();

    public AnswerScan(bool isStream)
    {
        if (isStream)
        {
            _events = new EventStreamScan(OnEvent, AnswerSkeleton.MostBytes);
        }
        else
        {
            _json = new AnswerSkeleton();
        }
    }

    public AnswerOutline Outline { get; } = new();

    public static AnswerOutline Read(ReadOnlySpan<byte> answer, bool isStream)
    {
        var scan = new AnswerScan(isStream);
        scan.Feed(answer);
        scan.End();
        return scan.Outline;
    }

    public void Feed(ReadOnlySpan<byte> bytes)
    {
        _events?.Feed(bytes);
        _json?.Feed(bytes);
    }

    public void End()
    {
        if (_json is { Written.IsEmpty: false } && TryParse(_json.Written) is { ValueKind: JsonValueKind.Object } answer)
        {
            OnAnswer(answer);
        }
    }

    private static JsonElement? TryParse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSettings.Parse(json);
        }
        catch (JsonException)
        {
            // A cut or foreign body: the outline stays incomplete, which is what keeps it out of every cache.
            return null;
        }
    }

    private void OnEvent(ReadOnlySpan<byte> name, ReadOnlySpan<byte> data)
    {
        // Deltas are nearly all of a stream and say nothing that the outline needs.
        if (name.SequenceEqual("content_block_delta"u8))
        {
            _grammar.OnBlock(DeltaScan.IndexOf(data));
            Outline.Deltas++;
        }
        else if (!name.SequenceEqual("ping"u8))
        {
            // An error is one by its name or by its type, whatever its data are: a proxy may say it in words of its own.
            var item = TryParse(data) ?? default;
            if (name.SequenceEqual("error"u8))
            {
                OnError(item);
            }
            else
            {
                OnEvent(item);
                if (item.Text("type") is null && (name.StartsWith("message_"u8) || name.StartsWith("content_block_"u8)))
                {
                    _grammar.OnNonsense();
                }
            }
        }

        Outline.IsMalformed = _grammar.IsBroken;
    }

    private void OnAnswer(JsonElement answer)
    {
        if (answer.Text("type") == "error")
        {
            OnError(answer);
        }
        else
        {
            OnMessage(answer);
            Outline.IsComplete = true;
        }
    }

    private void OnEvent(JsonElement item)
    {
        switch (item.Text("type"))
        {
            case "message_start" when item.Object("message") is { } message:
                _grammar.OnMessageStart();
                OnMessage(message);
                break;
            case "content_block_start":
                _grammar.OnBlockStart(item.Number("index"));
                break;
            case "content_block_delta":
                _grammar.OnBlock(item.Number("index"));
                break;
            case "content_block_stop":
                _grammar.OnBlock(item.Number("index"));
                break;
            case "message_delta":
                _grammar.OnMessageDelta();
                Outline.StopReason = item.Object("delta")?.Text("stop_reason") ?? Outline.StopReason;
                OnUsage(item);
                break;
            case "message_stop":
                _grammar.OnMessageStop();
                Outline.IsComplete = Outline.Error is null;
                break;
            case "error":
                OnError(item);
                break;
            default:
                break;
        }
    }

    private void OnMessage(JsonElement message)
    {
        Outline.MessageId = message.Text("id") ?? Outline.MessageId;
        Outline.Model = message.Text("model") ?? Outline.Model;
        Outline.StopReason = message.Text("stop_reason") ?? Outline.StopReason;
        OnUsage(message);
        if (message.Object("diagnostics")?.Object("cache_miss_reason") is { } miss)
        {
            Outline.CacheMissReason = miss.Text("type");
            Outline.CacheMissedTokens = miss.Number("cache_missed_input_tokens");
        }
    }

    private void OnUsage(JsonElement holder)
    {
        if (holder.Object("usage") is { } usage)
        {
            Outline.HasUsage = true;
            Outline.Usage.Apply(usage);
        }
    }

    private void OnError(JsonElement item)
    {
        Outline.Error = "unknown";
        Outline.Error = item.Object("error")?.Text("type") ?? "unknown";
    }
}
