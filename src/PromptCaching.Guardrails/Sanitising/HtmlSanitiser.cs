namespace PromptCaching.Guardrails.Sanitising;

/// <summary>Takes scripts, event handlers, addresses that run scripts and active content out of the text of answers.</summary>
/// <remarks>Safe for parallel use. Text without anything harmful comes back as it is; see the README of this folder for what happens otherwise.</remarks>
public sealed class HtmlSanitiser
{
    private const int MostPasses = 8;
    private readonly AnswerFormat _format;
    private readonly MarkupInspection _inspection;
    private readonly MarkupWriter _writer;

    /// <summary>Initializes a new instance of the <see cref="HtmlSanitiser"/> class.</summary>
    /// <param name="options">What is harmful; read once. The default is the default of each option.</param>
    public HtmlSanitiser(SanitisingOptions? options = null)
    {
        options ??= new SanitisingOptions();
        var addresses = new AddressRules(options.AllowedSchemes);
        _format = options.Format;
        _inspection = new MarkupInspection(addresses);
        _writer = new MarkupWriter(addresses);
    }

    /// <summary>Takes out what is harmful.</summary>
    /// <param name="text">The text of an answer, in any mixture of prose, Markdown and HTML.</param>
    /// <returns>The text without it, and what it was.</returns>
    public SanitisedText Sanitise(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = _format == AnswerFormat.Markdown ? MarkdownCode.Split(text) : [new TextPart(text, IsCode: false)];
        var prose = parts is [{ IsCode: false }] ? text : string.Concat(parts.Select(static part => part.IsCode ? " " : part.Text));
        var harmful = Inspect(prose);
        return harmful.Length == 0
            ? new SanitisedText(text, [])
            : new SanitisedText(string.Concat(parts.Select(part => part.IsCode ? part.Text : Clean(part.Text))), harmful);
    }

    private HarmfulMarkup[] Inspect(string text)
    {
        if (MarkupDepth.IsTooDeep(text))
        {
            return [new(HarmfulMarkupKind.ActiveContent, "nesting")];
        }

        var harmful = OpenTag.Endings(text).SelectMany(ending => _inspection.Of(text + ending)).Distinct().ToArray();
        return MarkdownLinks.AreHarmless(text) ? harmful : [.. harmful, new(HarmfulMarkupKind.ScriptUrl, "link")];
    }

    /// <summary>What is written is read again until nothing changes any more: a browser will read it once more than we do.</summary>
    private string Clean(string text)
    {
        if (Inspect(text).Length == 0 && !HtmlText.HasMarkup(text))
        {
            return text;
        }

        if (!HtmlText.HasMarkup(text))
        {
            return MarkdownLinks.Neutralise(text);
        }

        var current = MarkdownLinks.Unbracket(text);
        for (var pass = MarkupDepth.IsTooDeep(text) ? MostPasses : 0; pass < MostPasses; pass++)
        {
            var cleaned = MarkdownLinks.Neutralise(_writer.Write(MarkupTree.Fragment(current)));
            if (cleaned == current && Inspect(cleaned).Length == 0)
            {
                return cleaned;
            }

            current = cleaned;
        }

        return MarkdownLinks.Neutralise(HtmlText.Escape(text));
    }
}
