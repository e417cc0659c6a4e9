namespace PromptCaching.Prompts;

/// <summary>Compresses the values of templates and sums up what that saves. Safe for parallel calls, as far as the compressor is.</summary>
public sealed class PromptCompression
{
    private const int CharactersPerToken = 4;
    private readonly IPromptCompressor _compressor;
    private readonly PromptCompressionOptions _options;
    private readonly object _lock = new();
    private readonly Dictionary<string, PromptCompressionResult> _byVersion = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance of the <see cref="PromptCompression"/> class.</summary>
    /// <param name="compressor">Shortens the texts.</param>
    /// <param name="options">How savings are priced; <see langword="null"/> for the defaults.</param>
    public PromptCompression(IPromptCompressor compressor, PromptCompressionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(compressor);
        (_compressor, _options) = (compressor, options ?? new PromptCompressionOptions());
    }

    /// <summary>Gets what was saved so far, by <see cref="PromptTemplate.Tag"/>; a snapshot.</summary>
    public IReadOnlyDictionary<string, PromptCompressionResult> ByTag
    {
        get
        {
            lock (_lock)
            {
                return new Dictionary<string, PromptCompressionResult>(_byVersion, StringComparer.Ordinal);
            }
        }
    }

    internal async Task<(IReadOnlyDictionary<string, object?> Values, PromptCompressionResult Result)> CompressAsync(
        PromptTemplate template, IReadOnlyDictionary<string, object?> values, CancellationToken cancellationToken)
    {
        var compressed = values.ToDictionary(static pair => pair.Key, static pair => pair.Value);
        var (characters, texts, failures) = (0L, 0, 0);
        foreach (var parameter in template.Parameters.Where(static parameter => parameter.IsCompressible))
        {
            if (!values.TryGetValue(parameter.Name, out var value) || value is not string { Length: > 0 } text)
            {
                continue;
            }

            if (await ShortenAsync(template, parameter, text, cancellationToken).ConfigureAwait(false) is not { } shorter)
            {
                failures++;
            }
            else if (shorter.Length < text.Length)
            {
                compressed[parameter.Name] = shorter;
                (characters, texts) = (characters + text.Length - shorter.Length, texts + 1);
            }
        }

        var tokens = characters / CharactersPerToken;
        var result = new PromptCompressionResult { TokensSaved = tokens, Saved = Price(template) * tokens, Texts = texts, Failures = failures };
        lock (_lock)
        {
            _byVersion[template.Tag] = _byVersion.GetValueOrDefault(template.Tag, PromptCompressionResult.None).Plus(result);
        }

        return (compressed, result);
    }

    /// <returns><see langword="null"/> when it failed and the text goes as it was.</returns>
    private async Task<string?> ShortenAsync(PromptTemplate template, PromptParameter parameter, string text, CancellationToken cancellationToken)
    {
        try
        {
            return await _compressor.CompressAsync(text, cancellationToken).ConfigureAwait(false)
                ?? throw new InvalidOperationException("The compressor gave no text.");
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return _options.SendUncompressedOnFailure
                ? null
                : throw new InvalidOperationException($"The compression of {{{parameter.Name}}} of {template} failed: {failure.Message}", failure);
        }
    }

    private decimal? Price(PromptTemplate template)
    {
        const decimal PerMillion = 1_000_000m;
        var today = DateOnly.FromDateTime(_options.TimeProvider.GetUtcNow().UtcDateTime);
        return _options.Catalog.Find(_options.Model ?? template.Model)?.PricesFor(today, promptTokens: 0).Input / PerMillion;
    }
}
