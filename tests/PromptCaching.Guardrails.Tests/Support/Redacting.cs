using PromptCaching.Guardrails.Redaction;

namespace PromptCaching.Guardrails.Tests.Support;

/// <summary>Redacts a text as a user's only turn.</summary>
internal static class Redacting
{
    public static string Text(string text, Action<RedactionOptions>? configure = null) => Turns([text], configure)[0];

    public static string[] Turns(string[] turns, Action<RedactionOptions>? configure = null)
    {
        var redacted = With(configure).Redact(Asked.Conversation(turns));
        return [.. turns.Select((_, index) => Asked.TurnOf(redacted.Body, index))];
    }

    public static PiiRedactor With(Action<RedactionOptions>? configure = null)
    {
        var options = new RedactionOptions { UserIdSecret = "a secret of the tests" };
        configure?.Invoke(options);
        return new PiiRedactor(options);
    }
}
