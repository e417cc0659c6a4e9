namespace PromptCaching.ResponseCaching;

/// <summary>Controls how answers are stored and served again. Bound from <c>Claude:ResponseCaching</c>.</summary>
public sealed class ResponseCachingOptions
{
    /// <summary>Gets or sets a value indicating whether equal questions are answered from a store.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>Gets or sets how long an answer may be served again.</summary>
    /// <value>The default is 1 hour, counted from the time it was stored.</value>
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Gets or sets the memory in this process that stored answers may take, in bytes.</summary>
    /// <value>The default is 67,108,864 (64 MB).</value>
    /// <remarks>Where there is no shared store, one half is for answers and one for values of regions.</remarks>
    public long MaxBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Gets or sets a directory in which answers are stored, so that they survive restarts.</summary>
    /// <value>The default is <see langword="null"/>: the registered <c>IDistributedCache</c>, or memory.</value>
    /// <remarks>
    /// It goes before an <c>IDistributedCache</c> of the host, but not before a store of this client's own (<c>UseRedis</c>, <c>UseDistributedCache</c>).
    /// </remarks>
    public string? Directory { get; set; }

    /// <summary>Gets or sets how much the files in <see cref="Directory"/> may take, in bytes; beyond it the oldest go.</summary>
    /// <value>The default is 524,288,000 (500 MB).</value>
    public long DirectoryMaxBytes { get; set; } = 500L * 1024 * 1024;

    /// <summary>Gets or sets how long after it was written a file in <see cref="Directory"/> goes, whatever time to live it has.</summary>
    /// <value>The default is 30 days.</value>
    public TimeSpan DirectoryMaxAge { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Gets or sets the longest answer that is stored, in bytes.</summary>
    /// <value>The default is 8,388,608 (8 MB).</value>
    public int MaxAnswerBytes { get; set; } = 8 * 1024 * 1024;

    /// <summary>Gets or sets the text in front of every key in the store.</summary>
    /// <value>The default is <c>llm:</c>.</value>
    public string KeyPrefix { get; set; } = "llm:";

    /// <summary>Gets or sets the length above which answers are stored compressed, in bytes.</summary>
    /// <value>The default is 4,096.</value>
    public int CompressionThreshold { get; set; } = 4096;

    /// <summary>Gets or sets how long one operation of the store may take; after that the call goes on without it.</summary>
    /// <value>The default is 250 ms.</value>
    public TimeSpan StoreTimeout { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Gets or sets a value indicating whether answers that call the host's tools are stored.</summary>
    /// <value>The default is <see langword="false"/>: what a tool did once, it would not do again on a hit.</value>
    public bool StoreToolUse { get; set; }

    /// <summary>Gets or sets a value indicating whether answers to requests with server tools that read the live world are stored.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool StoreLiveTools { get; set; }

    /// <summary>Gets or sets what has the last word on whether an answer is stored.</summary>
    /// <value>The default is <see langword="null"/>: every answer is that may be.</value>
    /// <remarks>
    /// It gets the message in JSON, that of a stream put together, once for each answer that would be stored otherwise, before its last bytes reach
    /// anybody. Where it throws, the answer is not stored, and the call goes on.
    /// </remarks>
    public Func<ReadOnlyMemory<byte>, bool>? MayStore { get; set; }

    /// <summary>Gets or sets a value indicating whether each hit gets a message id of its own, for programs that take two messages of one id for one.</summary>
    /// <value>The default is <see langword="false"/>: a stored answer is the message that it was.</value>
    /// <remarks>
    /// The new id begins with <c>msg_hit_</c>; <see cref="CallReport.MessageId"/> keeps the API's, which is the one to name where the API
    /// is told of an earlier message (<c>diagnostics</c>). Callers who join a call share its id: they share a message.
    /// </remarks>
    public bool FreshMessageIds { get; set; }

    /// <summary>Gets or sets a value indicating whether only questions without chance are looked up: those whose temperature is 0 or not set.</summary>
    /// <value>The default is <see langword="false"/>: who asks the same again gets the same answer, whatever the temperature.</value>
    public bool OnlyWithoutSampling { get; set; }

    /// <summary>Gets or sets how many answers are kept to a question whose temperature is not 0; each call gets one of them by chance.</summary>
    /// <value>The default is 1.</value>
    public int AlternativeAnswers { get; set; } = 1;

    /// <summary>Gets or sets how long an answer may be served from this process's memory before the shared store is asked again.</summary>
    /// <value>The default is <see langword="null"/>: as long as the answer may be served at all. Zero asks the store each time.</value>
    /// <remarks>Without effect where there is no shared store.</remarks>
    public TimeSpan? InProcessTimeToLive { get; set; }

    /// <summary>Gets or sets how long after its time an answer may still be served when the API is overloaded (529) or out of reach.</summary>
    /// <value>The default is zero: never.</value>
    public TimeSpan StaleIfOverloaded { get; set; }

    /// <summary>Gets or sets how many characters of a text come with one event when a stored message is told as a stream.</summary>
    /// <value>The default is 20.</value>
    public int ReplayChunkSize { get; set; } = 20;

    /// <summary>Gets or sets the time between two events of a stream that is served from the store.</summary>
    /// <value>The default is zero: all at once.</value>
    public TimeSpan ReplayDelay { get; set; }

    /// <summary>Gets or sets request headers that make another question, besides those of the API (<c>anthropic-*</c>).</summary>
    /// <value>The default is none.</value>
    public IList<string> KeyHeaders { get; set; } = [];

    /// <summary>Gets or sets a value indicating whether users of one scope (<c>metadata.user_id</c>) share answers.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ShareAcrossUsers { get; set; }

    /// <summary>Gets or sets a value indicating whether prompts that differ only in white space are one question; code and tool data are left alone.</summary>
    /// <value>The default is <see langword="false"/>. The API gets the prompt as it is.</value>
    public bool NormalizeWhitespace { get; set; }

    /// <summary>Gets or sets secrets that <see cref="Secret"/> had before, the latest first: what was stored under them is still found.</summary>
    /// <value>The default is none.</value>
    public IList<string> PreviousSecrets { get; set; } = [];

    /// <summary>Gets or sets the secret from which keys and seals are made.</summary>
    /// <value>The default is <see langword="null"/>: derived from the API key, so that processes with the same key share answers.</value>
    /// <remarks>A client that sends tokens has no such key: without a secret, its answers in a store are found by the process that stored them alone.</remarks>
    public string? Secret { get; set; }

    /// <summary>Gets or sets the keys that entries of all regions are encrypted with (AES-256-GCM): 32 bytes in base64 each.</summary>
    /// <value>The default is none: entries are sealed, so that nobody can change them, but not encrypted.</value>
    /// <remarks>The first encrypts, all of them decrypt: put a new key in front and drop the old one when its entries have ended.</remarks>
    public IList<string> EncryptionKeys { get; set; } = [];
}
