using PromptCaching.Accounting;

namespace PromptCaching.Testing;

/// <summary>Controls how a <see cref="ClaudeEmulator"/> answers.</summary>
public sealed class ClaudeEmulatorOptions
{
    /// <summary>Gets or sets a function that chooses the answer to a valid Messages request when none is queued.</summary>
    /// <value>The default is <see langword="null"/>: every answer follows from its request. The function may return null for the same.</value>
    public Func<EmulatedRequest, EmulatedAnswer?>? Answer { get; set; }

    /// <summary>Gets or sets the seed of all that is left to chance, such as the pieces of a stream or the order of a batch's results.</summary>
    /// <value>The default is 0. The same seed gives the same choices.</value>
    public int Seed { get; set; }

    /// <summary>Gets or sets how long a good answer takes to begin, on the emulator's clock.</summary>
    /// <value>The default is no time at all.</value>
    /// <remarks>Errors come at once, unless <see cref="EmulatedAnswer.After"/> says otherwise.</remarks>
    public TimeSpan TimeToFirstByte { get; set; }

    /// <summary>Gets or sets the wait before each stream event but the first, on the emulator's clock.</summary>
    /// <value>The default is none. With a wait the stream can be read asynchronously only.</value>
    public TimeSpan DelayBetweenEvents { get; set; }

    /// <summary>Gets or sets a value indicating whether fields, block types, tool types and betas that are not known are refused with a 400.</summary>
    /// <value>The default is <see langword="true"/>: the API refuses them too. Set it to <see langword="false"/> to be lenient towards anything
    /// newer than this package.</value>
    public bool RejectUnknownFields { get; set; } = true;

    /// <summary>Gets or sets names of the <c>anthropic-beta</c> header that are accepted beside the known ones.</summary>
    /// <value>The default is none; a name that nobody knows is answered with a 400.</value>
    public IList<string> AdditionalBetas { get; set; } = [];

    /// <summary>Gets or sets a value indicating whether a model that the catalog does not know is answered with a 404.</summary>
    /// <value>The default is <see langword="false"/>: it is answered like any other.</value>
    public bool RefuseUnknownModels { get; set; }

    /// <summary>Gets or sets a value indicating whether a model that is retired, on the emulator's clock, is answered with a 404.</summary>
    /// <value>The default is <see langword="false"/>: it is answered as long ago.</value>
    public bool RefuseRetiredModels { get; set; }

    /// <summary>Gets or sets a value indicating whether <see cref="ClaudeEmulator.Calls"/> keeps the request bodies.</summary>
    /// <value>The default is <see langword="true"/>; switch it off for replays of very many calls.</value>
    public bool RecordBodies { get; set; } = true;

    /// <summary>Gets or sets the catalog that knows each model's shortest cacheable prefix.</summary>
    /// <value>The default is <see cref="ModelCatalog.Default"/>. A model that it does not know has a minimum of 1,024 tokens; one that it
    /// knows without a minimum has no prompt cache.</value>
    public ModelCatalog Catalog { get; set; } = ModelCatalog.Default;

    /// <summary>Gets or sets how tokens are counted.</summary>
    /// <value>The default is <see cref="TokenCounting.Calibrated"/>.</value>
    public TokenCounting TokenCounting { get; set; }

    /// <summary>Gets or sets a value indicating whether an entry lives by its own TTL alone, whatever it stands on.</summary>
    /// <value>The default is <see langword="false"/>: a breakpoint never prolongs tokens that it did not pay to write, so an hour on top of a
    /// five-minute prefix ends with the prefix.</value>
    /// <remarks>The documentation can be read either way; a plan that does well by the default does not depend on a favour.</remarks>
    public bool GenerousProlonging { get; set; }

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

    /// <summary>Gets or sets the value of the <c>anthropic-workspace-id</c> header of answers whose request names no workspace.</summary>
    /// <value>The default is an id of zeros.</value>
    public string WorkspaceId { get; set; } = "wrkspc_000000000000000000000000";

    /// <summary>Gets or sets a value indicating whether each request says when it takes place, in its <see cref="ClaudeEmulator.TimeHeader"/>.</summary>
    /// <value>The default is <see langword="false"/>: requests take place when they arrive, on the emulator's clock.</value>
    /// <remarks>The cache then ages by those instants, which may run backwards (what was written since is not
    /// seen, what has expired stays gone), and no wait takes any time. A request that says nothing takes
    /// place at the latest instant that was said so far.</remarks>
    public bool UseVirtualClock { get; set; }

    /// <summary>Gets or sets how many calls, and how many requests of batches, are remembered.</summary>
    /// <value>The default is 100,000; beyond it the oldest are forgotten.</value>
    /// <remarks>What is kept is bounded by number, not by bytes: with long bodies, lower it or switch <see cref="RecordBodies"/> off.</remarks>
    public int MaxRecordedCalls { get; set; } = 100_000;

    /// <summary>Gets or sets how long a batch takes, on the emulator's clock.</summary>
    /// <value>The default is no time: a batch has ended the first time that somebody looks at it.</value>
    /// <remarks>Its requests take place one after the other, evenly over that time; those that are not reached within 24 hours expire.</remarks>
    public TimeSpan BatchDuration { get; set; }
}
