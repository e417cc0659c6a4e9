using System.Collections.Frozen;
using System.Text.Json;
using PromptCaching.Accounting;
using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Validation.Schema;
using PromptCaching.Testing.Validation.Vocabulary;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>A request and its blocks, listed once for all rules that need them.</summary>
internal sealed class RequestUnderTest
{
    /// <summary>The one model on which fast mode needs no beta.</summary>
    private const string FastWithoutBeta = "claude-opus-5-5";

    private static readonly FrozenSet<string> ImpliedByFastModel = FrozenSet.Create(Betas.FastMode);

    private IReadOnlyList<RequestBlock>? _everyBlock;
    private IReadOnlyList<RequestBlock>? _doubtfulMarkers;

    public RequestUnderTest(IncomingCall call, bool acceptsUnknown)
    {
        Call = call;
        Model = Body.GetText("model") ?? "";
        GivenBetas = call.Header("anthropic-beta") is { } header ? Betas.In(header).ToFrozenSet(StringComparer.Ordinal) : FrozenSet<string>.Empty;
        Visit = new SchemaVisit(acceptsUnknown, Granted());
    }

    public IncomingCall Call { get; }

    public JsonElement Body => Call.Json ?? default;

    public string Model { get; }

    /// <summary>Gets what the model takes; null for one that is not known, of which nothing is refused.</summary>
    public ModelRules? Rules => ModelCatalog.Default.Find(Model)?.Rules;

    public FrozenSet<string> GivenBetas { get; }

    public bool IsCount => Call.Path.TrimEnd('/').EndsWith("/count_tokens", StringComparison.Ordinal);

    /// <summary>Gets what the walk over the body saw; nothing before <see cref="SchemaRule"/> ran.</summary>
    public SchemaVisit Visit { get; }

    /// <summary>Gets the betas whose fields are known here.</summary>
    /// <remarks>The beta half of the official clients says <c>?beta=true</c>; where it names no beta besides, recordings show beta fields answered.</remarks>
    private FrozenSet<string> Granted() =>
        Call.Head.Query.Contains("beta=true", StringComparison.Ordinal) && Call.Header("anthropic-beta") is null ? Betas.Known
        : Model == FastWithoutBeta ? GivenBetas.Union(ImpliedByFastModel).ToFrozenSet(StringComparer.Ordinal)
        : GivenBetas;

    /// <summary>Gets the blocks that stand directly under tools, system and messages.</summary>
    public IReadOnlyList<RequestBlock> Blocks => Call.Blocks;

    /// <summary>Gets those and the blocks nested in them, in the order in which markers are processed.</summary>
    public IReadOnlyList<RequestBlock> EveryBlock => _everyBlock ??= [.. Blocks.SelectMany(static block => block.Nested().Append(block))];

    /// <summary>Gets those of them that carry a marker, unless it is certain that nothing is wrong with any.</summary>
    public IReadOnlyList<RequestBlock> DoubtfulMarkers =>
        _doubtfulMarkers ??= Visit.HasSoundMarkers ? [] : [.. EveryBlock.Where(static block => block.Marker is not null)];
}
