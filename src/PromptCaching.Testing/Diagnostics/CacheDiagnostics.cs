using System.Text.Json;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Diagnostics;

/// <summary>Answers the <c>diagnostics</c> object of a request; one that carries none is neither compared nor remembered.</summary>
internal sealed class CacheDiagnostics
{
    private readonly FingerprintStore _store = new();

    /// <summary>Compares a request with the one it names and remembers it under its own message id.</summary>
    /// <returns>The value of the answer's <c>diagnostics</c>; null when nothing was asked, on a first turn, and when nothing diverged.</returns>
    public JsonElement? Answer(IncomingCall call, string messageId)
    {
        if (call.Json!.Value.Get("diagnostics") is not { ValueKind: JsonValueKind.Object } asked)
        {
            return null;
        }

        var scope = Credential.ScopeOf(call);
        var fingerprint = RequestFingerprint.Of(call, call.Blocks);
        var previous = asked.GetText("previous_message_id");
        var miss = previous is null ? null
            : _store.Find(scope, previous) is { } before ? CacheMiss.Between(before, fingerprint)
            : CacheMiss.PreviousNotFound;
        _store.Add(scope, messageId, fingerprint);
        return miss is null ? null : Json.Element(writer => Write(writer, miss));
    }

    public void Forget() => _store.Clear();

    private static void Write(Utf8JsonWriter writer, CacheMiss miss)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("cache_miss_reason");
        writer.WriteString("type", miss.Type);
        if (miss.MissedTokens is { } missed)
        {
            writer.WriteNumber("cache_missed_input_tokens", missed);
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
