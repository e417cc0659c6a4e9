using PromptCaching.CacheControl;

namespace PromptCaching.Prompts;

/// <summary>A prompt with a name, a version and places for values: <c>{name}</c>. It never changes.</summary>
/// <remarks>
/// <para>
/// A template is Markdown: front matter with name, version, order, model and parameters, then text below <c># system</c>, <c># examples</c> (with
/// <c>## question</c> and <c>## answer</c>) and <c># user</c>. Whatever else is in braces, such as JSON, stands for itself; <c>{{name}}</c> is the text
/// <c>{name}</c>.
/// </para>
/// <para>
/// In each section paragraphs without a place stand in front of those with one, in a block of their own, unless the order is <c>as-written</c>.
/// A paragraph that would say something else there stays; <see cref="PrefixLint.FindEarlyParameters"/> finds it in <see cref="Pieces"/>.
/// </para>
/// </remarks>
public sealed class PromptTemplate
{
    private readonly TemplateBody _body;

    private PromptTemplate(TemplateHeader header, TemplateBody body)
    {
        (Name, Version, Model, _body) = (header.Name, header.Version, header.Model, body);
        Parameters = [.. header.Parameters.Select(static known => known.Parameter)];
        Pieces = [.. TemplatePieces.Of(body)];
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    /// <summary>Gets the version.</summary>
    public string Version { get; }

    /// <summary>Gets the model that the template is written for.</summary>
    /// <value><see langword="null"/> when it names none; then the request names none.</value>
    public string? Model { get; }

    /// <summary>Gets what it takes, in the order of the front matter.</summary>
    public IReadOnlyList<PromptParameter> Parameters { get; }

    /// <summary>Gets text and places in the order in which they are sent.</summary>
    public IReadOnlyList<PromptPiece> Pieces { get; }

    /// <summary>Gets the tag under which the ledger sums up the calls of this version: <c>prompt:NAME@VERSION</c>.</summary>
    public string Tag => $"{NameTag}@{Version}";

    private string NameTag => PromptTags.Of(Name);

    /// <summary>Reads a template.</summary>
    /// <param name="text">The text; how its lines end does not matter.</param>
    /// <param name="source">What messages call it, such as the path of its file.</param>
    /// <returns>The template.</returns>
    /// <exception cref="FormatException">It is none; the message names source and line, and says what to do.</exception>
    public static PromptTemplate Parse(string text, string source = "template")
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n');
        var origin = new TemplateSource(source);
        var header = new TemplateHeaderReader(origin, lines).Read();
        return new PromptTemplate(header, TemplateBodyReader.Read(TemplateSections.Of(lines, header.End, origin), header, origin));
    }

    /// <summary>Puts values into their places. What a value holds is text, braces included: it is never looked into.</summary>
    /// <remarks>
    /// A value cannot close the delimiters that it stands between: of an element <c>&lt;resume&gt;</c> its own <c>&lt;resume</c> and <c>&lt;/resume</c>
    /// begin with <c>&amp;lt;</c>, of a fence of back-ticks, tildes or quotes each character has a backslash in front, and between the brackets of a tag it has
    /// entities for brackets and quotes. Nothing else is changed, and equal values are equal bytes.
    /// </remarks>
    /// <param name="values">A value for each parameter without a default, of the type that the parameter takes, and no others.</param>
    /// <returns>The request, and the wishes that belong to it.</returns>
    /// <exception cref="ArgumentException">A value is missing, of another type, too long, or without a place; the message names the template.</exception>
    public FilledPrompt Fill(IReadOnlyDictionary<string, object?> values) => Fill(values, PromptCompressionResult.None);

    /// <summary>Puts values into their places, those that may be compressed in fewer words.</summary>
    /// <remarks>
    /// Fill once for a conversation and go on with <see cref="FilledPrompt.WithTurns"/>. A compressor may find other words the next time, and what is
    /// not the same to the byte is not read from the prompt cache. For the same reason it is never given the text of the template itself.
    /// </remarks>
    /// <param name="values">As for <see cref="Fill(IReadOnlyDictionary{string, object?})"/>.</param>
    /// <param name="compression">What compresses, and counts what that saves.</param>
    /// <param name="cancellationToken">Ends the compression.</param>
    /// <returns>The request, the wishes that belong to it, and what was saved.</returns>
    /// <exception cref="ArgumentException">A value is missing, of another type, too long, or without a place; the message names the template.</exception>
    /// <exception cref="InvalidOperationException">The compressor failed, and that is not to be borne; the message names template and parameter.</exception>
    public async Task<FilledPrompt> FillAsync(
        IReadOnlyDictionary<string, object?> values, PromptCompression compression, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(compression);
        var (compressed, result) = await compression.CompressAsync(this, values, cancellationToken).ConfigureAwait(false);
        return Fill(compressed, result);
    }

    /// <inheritdoc />
    public override string ToString() => $"{Name}@{Version}";

    private FilledPrompt Fill(IReadOnlyDictionary<string, object?> values, PromptCompressionResult compression)
    {
        ArgumentNullException.ThrowIfNull(values);
        try
        {
            return new FilledPrompt
            {
                Request = _body.Request(TemplateValues.Of(Parameters, values)) with { Model = Model },
                Call = new ClaudeCall { Tags = [NameTag, Tag], StaticPrefix = _body.StaticPrefix },
                Compression = compression,
            };
        }
        catch (ArgumentException refused)
        {
            throw new ArgumentException($"{this}: {refused.Message}", nameof(values), refused);
        }
    }
}
