using PromptCaching.Accounting;

namespace PromptCaching.Testing;

/// <summary>Controls how a <see cref="ClaudeEmulator"/> answers.</summary>
public sealed class ClaudeEmulatorOptions
{
    /// <summary>Gets or sets a function that chooses the answer to a valid Messages request when none is queued.</summary>
    /// <value>The default is <see langword="null"/>: every answer follows from its request. The function may return null for the same.</value>
    public Func<EmulatedRequest, EmulatedAnswer?>? Answer { get; set; }

    /// <summary>Gets or sets the seed of all that the emulator chooses by chance, such as the lengths of a stream's pieces.</summary>
    /// <value>The default is 0. The same seed gives the same choices.</value>
    public int Seed { get; set; }

    /// <summary>Gets or sets how long a good answer takes to begin, on the emulator's clock.</summary>
    /// <value>The default is no time at all.</value>
    /// <remarks>Errors come at once, unless <see cref="EmulatedAnswer.After"/> says otherwise.</remarks>
    public TimeSpan TimeToFirstByte { get; set; }

    /// <summary>Gets or sets the wait before each stream event but the first, on the emulator's clock.</summary>
    /// <value>The default is none. With a wait the stream can be read asynchronously only.</value>
    public TimeSpan DelayBetweenEvents { get; set; }

    /// <summary>Gets or sets a value indicating whether an undocumented top-level field is refused with a 400, as the API does.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool RejectUnknownFields { get; set; }

    /// <summary>Gets or sets a value indicating whether <see cref="ClaudeEmulator.Calls"/> keeps the request bodies.</summary>
    /// <value>The default is <see langword="true"/>; switch it off for replays of very many calls.</value>
    public bool RecordBodies { get; set; } = true;

    /// <summary>Gets or sets the catalog that knows each model's shortest cacheable prefix.</summary>
    /// <value>The default is <see cref="ModelCatalog.Default"/>. A model that it does not know has a minimum of 1,024 tokens; one that it
    /// knows without a minimum has no prompt cache.</value>
    public ModelCatalog Catalog { get; set; } = ModelCatalog.Default;

    /// <summary>Gets or sets the models that render thinking and effort settings ahead of the tools, so that a change misses there too.</summary>
    /// <value>The default is none: which models do is not published, so thinking and effort count from the messages on.</value>
    public IList<string> ModelsWithThinkingAheadOfTools { get; set; } = [];

    /// <summary>Gets or sets the rate limits that are enforced, on the emulator's clock.</summary>
    /// <value>The default is <see langword="null"/>: none, and no <c>anthropic-ratelimit-*</c> headers. <see cref="EmulatedRateLimits.Start"/>,
    /// <see cref="EmulatedRateLimits.Build"/> and <see cref="EmulatedRateLimits.Scale"/> hold the published figures.</value>
    public EmulatedRateLimits? RateLimits { get; set; }

    /// <summary>Gets or sets the faults that befall calls by chance.</summary>
    /// <value>The default is <see langword="null"/>: none.</value>
    public EmulatedFaults? Faults { get; set; }

    /// <summary>Gets or sets the value of the <c>anthropic-organization-id</c> header.</summary>
    /// <value>The default is an id of zeros.</value>
    public string OrganizationId { get; set; } = "00000000-0000-0000-0000-000000000000";
}
