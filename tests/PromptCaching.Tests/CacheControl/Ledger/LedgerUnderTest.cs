using PromptCaching.Bodies;
using PromptCaching.CacheControl.Ledger;
using PromptCaching.Testing;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.CacheControl.Ledger;

/// <summary>A ledger that observes conversations: texts of user and assistant in turn, several blocks of one message parted by '|'.</summary>
internal sealed class LedgerUnderTest
{
    public LedgerUnderTest() => Ledger = new PrefixLedger(Time);

    public ManualTimeProvider Time { get; } = new();

    public PrefixLedger Ledger { get; }

    public static string Body(string? system, params string[] messages)
    {
        var said = messages.Select((message, index) =>
            $$"""{"role":"{{(index % 2 == 0 ? "user" : "assistant")}}","content":[{{string.Join(',', message.Split('|').Select(Text))}}]}""");
        return $$"""{{{(system is null ? "" : $"\"system\":[{string.Join(',', system.Split('|').Select(Text))}],")}}"messages":[{{string.Join(',', said)}}]}""";
    }

    public static PromptPath PathOf(string body) => PromptPath.Of(RequestOutline.Of(body.Utf8())!, isolation: 1);

    public ObservedCall Observe(string body, params int[] marked)
    {
        var outline = RequestOutline.Of(body.Utf8())!;
        return Ledger.Observe(PromptPath.Of(outline, isolation: 1), ConversationShape.Of(outline, body.Utf8()), marked, tokensPerByte: 0.25);
    }

    /// <summary>A call whose answer begins; it marks the given steps for five minutes.</summary>
    public ObservedCall Answer(string body, params int[] marked)
    {
        var call = Observe(body, marked);
        Ledger.Send(call, [.. marked.Select(step => new SentMarker(step, IsOneHour: false))]);
        Ledger.Begin(call);
        return call;
    }

    private static string Text(string text) => $$"""{"type":"text","text":"{{text}}"}""";
}
