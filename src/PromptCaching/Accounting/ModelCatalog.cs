namespace PromptCaching.Accounting;

/// <summary>Prices and limits by model id. Immutable; a model that is not in it has an unknown cost, never a cost of zero.</summary>
public sealed class ModelCatalog
{
    private readonly Dictionary<string, ModelCatalogEntry> _byName = new(StringComparer.Ordinal);

    /// <summary>Initializes a new instance of the <see cref="ModelCatalog"/> class.</summary>
    /// <param name="entries">The models; where two share an id or an alias, the later one holds.</param>
    public ModelCatalog(IEnumerable<ModelCatalogEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        foreach (var entry in entries)
        {
            _byName[entry.Id] = entry;
            foreach (var alias in entry.Aliases)
            {
                _byName[alias] = entry;
            }
        }
    }

    /// <summary>Gets the catalog that this version of the package brings along (published prices as of 2026-11-20).</summary>
    public static ModelCatalog Default { get; } = new(ModelCatalogFile.ReadEmbedded());

    /// <summary>Gets every model of the catalog, each once.</summary>
    public IEnumerable<ModelCatalogEntry> Entries => _byName.Values.Distinct();

    /// <summary>Finds a model by its id or an alias, spelled exactly: a minor version is never guessed from another.</summary>
    /// <param name="model">The id as it stands in the request or the answer.</param>
    /// <returns>The entry, or <see langword="null"/> when the catalog does not know the model.</returns>
    public ModelCatalogEntry? Find(string? model) => model is not null && _byName.TryGetValue(model, out var entry) ? entry : null;

    /// <summary>Makes a catalog with more models; one that is known already under its id or an alias takes the old one's place and all its names.</summary>
    /// <param name="entries">The models to add or to replace.</param>
    /// <returns>The new catalog; this one stays as it was.</returns>
    public ModelCatalog With(params ModelCatalogEntry[] entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        return new ModelCatalog(Entries.Concat(entries.Select(WithAllNames)));
    }

    private ModelCatalogEntry WithAllNames(ModelCatalogEntry entry)
    {
        var known = entry.Aliases.Prepend(entry.Id).Select(Find).OfType<ModelCatalogEntry>();
        return entry with
        {
            Aliases = [.. entry.Aliases.Concat(known.SelectMany(static old => old.Aliases.Prepend(old.Id))).Distinct().Where(name => name != entry.Id)],
        };
    }
}
