using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.CacheControl.Planning;
using PromptCaching.CacheControl.Verdicts;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Verdicts;

/// <summary>Requests as they are remembered, each counted with one token a byte.</summary>
internal sealed class Remembered
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private readonly RequestPrint _prints = new();

    public static SentCall Sent(string body, ulong isolation = 0, ulong betas = 0, int minimum = 1, PathKnowledge? knowledge = null)
    {
        var bytes = body.Utf8();
        var outline = RequestOutline.Of(bytes)!;
        var path = PromptPath.Of(outline, isolation);
        return new SentCall
        {
            Body = bytes,
            Outline = outline,
            Path = path,
            Callers = CallerMarkers.Of(outline, path.Steps),
            Isolation = isolation,
            Betas = betas,
            Shape = ConversationShape.Of(outline, bytes),
            Rules = new PlanRules { MinTokens = minimum },
            TokensPerByte = 1,
            Knowledge = knowledge ?? PathKnowledge.None,
        };
    }

    /// <summary>A request that was sent so long after noon, with all of it read for its print.</summary>
    public RecentRequest Request(SentCall call, TimeSpan after = default)
    {
        var request = _prints.Of(call, Noon + after);
        RequestPrint.Complete(request, call);
        return request;
    }

    public RecentRequest Request(string body, TimeSpan after = default) => Request(Sent(body), after);

    /// <summary>A request with one tool, a system prompt and a conversation; each part may be another one, and carry a marker.</summary>
    public static string Body(
        string tools = """{"name":"a"}""", string system = """{"type":"text","text":"s"}""", string messages = """{"role":"user","content":"q"}""", string more = "") =>
        $$"""{"model":"m"{{more}},"tools":[{{tools}}],"system":[{{system}}],"messages":[{{messages}}]}""";

    /// <summary>Messages of user and assistant in turn; a star stands for a marker of five minutes, a plus for one of an hour.</summary>
    public static string Said(params string[] texts) => string.Join(',', texts.Select((text, index) =>
    {
        var marker = text[^1] switch
        {
            '*' => ""","cache_control":{"type":"ephemeral"}""",
            '+' => ""","cache_control":{"type":"ephemeral","ttl":"1h"}""",
            _ => "",
        };
        return $$"""{"role":"{{(index % 2 == 0 ? "user" : "assistant")}}","content":[{"type":"text","text":"{{text.TrimEnd('*', '+')}}"{{marker}}}]}""";
    }));
}
