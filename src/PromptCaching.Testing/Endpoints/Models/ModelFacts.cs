using System.Text.Json;
using System.Text.Json.Serialization;
using PromptCaching.Accounting;

namespace PromptCaching.Testing.Endpoints.Models;

/// <summary>What the price list knows of a model beside its prices.</summary>
internal sealed partial record ModelFacts(string Id, DateOnly? Released, DateOnly? DeprecatedDate, DateOnly? RetiredDate, int? ContextWindow, int? MaxOutput)
{
    private static readonly Dictionary<string, ModelFacts> Known = Read();

    public string LifecycleOn(DateOnly day) => RetiredDate <= day ? "retired" : DeprecatedDate <= day ? "deprecated" : "active";

    /// <summary>The facts of a model; of one that the user has added to the catalog nothing is known.</summary>
    public static ModelFacts Of(ModelCatalogEntry entry) => Known.GetValueOrDefault(entry.Id) ?? new ModelFacts(entry.Id, null, null, null, null, null);

    /// <summary>The library's own list holds more columns than it publishes; a second copy of it would go its own way.</summary>
    private static Dictionary<string, ModelFacts> Read()
    {
        using var stream = typeof(ModelCatalog).Assembly.GetManifestResourceStream("model-catalog.json")!;
        return JsonSerializer.Deserialize(stream, FactsJson.Default.ModelList)!.Models.ToDictionary(static model => model.Id);
    }

    internal sealed record ModelList(IReadOnlyList<ModelFacts> Models);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(ModelList))]
    internal sealed partial class FactsJson : JsonSerializerContext;
}
