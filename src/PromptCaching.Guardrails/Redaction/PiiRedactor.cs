using System.Text.Json;
using System.Text.Unicode;
using Microsoft.Extensions.Options;
using PromptCaching.Guardrails.Redaction.Detection;
using PromptCaching.Guardrails.Redaction.Placeholders;
using PromptCaching.Guardrails.Redaction.Places;
using PromptCaching.Guardrails.Redaction.Texts;

namespace PromptCaching.Guardrails.Redaction;

/// <summary>Puts placeholders in place of personal and secret data in request bodies; the same body always becomes the same bytes.</summary>
/// <remarks>
/// It keeps nothing between calls and may be used by many at once. <see cref="RedactionHandler"/> does this for whole HTTP calls; this is for what comes back
/// outside of a call: redact a batch's request once more and restore its result with what comes out.
/// </remarks>
public sealed class PiiRedactor
{
    private readonly PiiFinder _finder;
    private readonly UserIds _userIds;
    private readonly bool _restores;

    /// <summary>Initializes a new instance of the <see cref="PiiRedactor"/> class.</summary>
    /// <param name="options">What is looked for; copied, later changes are not seen.</param>
    /// <exception cref="OptionsValidationException">An option is wrong; the message names it, its value and the fix.</exception>
    public PiiRedactor(RedactionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var result = new RedactionOptionsValidator().Validate(null, options);
        if (result.Failed)
        {
            throw new OptionsValidationException("", typeof(RedactionOptions), result.Failures);
        }

        _finder = new PiiFinder(options);
        _userIds = new UserIds(options.UserIdSecret);
        _restores = options.RestoreAnswers;
    }

    /// <summary>Redacts the body of a Messages request, of a token count, or of a batch.</summary>
    /// <param name="body">The body: one JSON object in UTF-8.</param>
    /// <returns>The body with placeholders, and what restores an answer to it.</returns>
    /// <exception cref="ClaudeRefusedException">The body cannot be read, so nobody knows what is in it.</exception>
    public RedactedRequest Redact(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
        {
            throw Unreadable("it is not UTF-8 (compressed, or in another encoding)");
        }

        try
        {
            return RedactReadable(body);
        }
        catch (JsonException broken)
        {
            // Without the cause: nothing of the body is to be told on.
            throw Unreadable($"it is not one JSON object (line {broken.LineNumber}, byte {broken.BytePositionInLine})");
        }
    }

    private static ClaudeRefusedException Unreadable(string why) => new(
        RefusalReason.Validation,
        $"The body cannot be redacted: {why}. Nothing was sent; send a Messages body, or use a client without redaction for what is not one.");

    private RedactedRequest RedactReadable(ReadOnlyMemory<byte> body)
    {
        var splice = new Splice();
        var table = new PlaceholderTable(_restores);
        var places = TextPlaces.OfRequest(body.Span);
        new RequestRedaction(_finder, _userIds, table).Run(body.Span, 0, places, splice);
        var tables = new List<PlaceholderTable> { table };
        foreach (var (start, length) in places.BatchParameters)
        {
            // Numbers begin anew, so that equal requests of a batch stay equal.
            var own = new PlaceholderTable(_restores);
            var parameters = body.Span.Slice(start, length);
            new RequestRedaction(_finder, _userIds, own).Run(parameters, start, TextPlaces.OfRequest(parameters), splice);
            tables.Add(own);
        }

        var values = places.BatchParameters.Count == 0 ? table.Values : new Dictionary<string, string>();
        return new RedactedRequest(splice.IsEmpty ? body : splice.Apply(body.Span), values, PiiCounts.Of(tables));
    }
}
