using PromptCaching.Accounting;

namespace PromptCaching.Prompts;

/// <summary>How compression is priced, and what becomes of its failures.</summary>
public sealed class PromptCompressionOptions
{
    /// <summary>Gets or sets the model at whose input price savings are told.</summary>
    /// <value>The default is <see langword="null"/>: the one that the template names.</value>
    public string? Model { get; set; }

    /// <summary>Gets or sets where prices are looked up.</summary>
    /// <value>The default is <see cref="ModelCatalog.Default"/>.</value>
    public ModelCatalog Catalog { get; set; } = ModelCatalog.Default;

    /// <summary>Gets or sets the clock that tells which day's prices hold.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Gets or sets a value indicating whether a text goes as it was when the compressor fails; that is counted.</summary>
    /// <value>The default is <see langword="false"/>: filling fails too.</value>
    public bool SendUncompressedOnFailure { get; set; }
}
