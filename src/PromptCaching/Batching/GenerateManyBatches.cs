namespace PromptCaching;

/// <summary>How many requests go through the Message Batches API.</summary>
/// <remarks>
/// What several requests begin with gets a breakpoint of one hour in each of them, unless the caller's wishes for a request rule that out; the
/// caller's own breakpoints stay. With a checkpoint, batches are noted in it as soon as the API has said their ids, and the next run finds them; one
/// that was made in the very moment in which the run or the connection ended is not known to anybody, and its requests are sent again. A run that is
/// left lets its batches go on if there is a checkpoint, so that the next run finds them; without one it cancels them.
/// </remarks>
public sealed record GenerateManyBatches
{
    private const int MostRequests = 100_000;
    private const long MostBytes = 256_000_000;
    private readonly int _maxRequests = MostRequests;
    private readonly long _maxBytes = MostBytes;

    /// <summary>Gets the most requests of one batch.</summary>
    /// <value>The default is 100,000, the API's limit.</value>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1 or above 100,000.</exception>
    public int MaxRequests
    {
        get => _maxRequests;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxRequests));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MostRequests, nameof(MaxRequests));
            _maxRequests = value;
        }
    }

    /// <summary>Gets the most bytes of one batch. This much is held in memory for each batch that is being put together.</summary>
    /// <value>The default is 256,000,000, the API's limit.</value>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1 or above 256,000,000.</exception>
    public long MaxBytes
    {
        get => _maxBytes;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxBytes));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MostBytes, nameof(MaxBytes));
            _maxBytes = value;
        }
    }

    /// <summary>Gets a value indicating whether one request of each shared prefix goes first, in a batch of its own, so that the others read it.</summary>
    /// <value>The default is <see langword="true"/>. Requests that share nothing worth it do not wait.</value>
    /// <remarks>It takes the time of one more batch, or of two where one prefix leads several.</remarks>
    public bool PrimesCache { get; init; } = true;

    /// <summary>Gets how often batches are looked at.</summary>
    /// <value>The default is every 5 seconds at first, and less and less often, at last every 2 minutes.</value>
    public BatchPolling Polling { get; init; } = new();
}
