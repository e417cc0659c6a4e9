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

    /// <summary>Gets or sets the memory that the store in this process may take, in bytes.</summary>
    /// <value>The default is 67,108,864 (64 MB).</value>
    /// <remarks>Without effect when the host has registered an <c>IDistributedCache</c> that is not the in-memory one.</remarks>
    public long MaximumBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>Gets or sets a directory in which answers are stored, so that they survive restarts.</summary>
    /// <value>The default is <see langword="null"/>: the registered <c>IDistributedCache</c>, or memory.</value>
    public string? Directory { get; set; }

    /// <summary>Gets or sets the longest answer that is stored, in bytes.</summary>
    /// <value>The default is 8,388,608 (8 MB).</value>
    public int MaximumAnswerBytes { get; set; } = 8 * 1024 * 1024;

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

    /// <summary>Gets or sets the secret from which keys and seals are made.</summary>
    /// <value>The default is <see langword="null"/>: derived from the API key, so that processes with the same key share answers.</value>
    public string? Secret { get; set; }
}
