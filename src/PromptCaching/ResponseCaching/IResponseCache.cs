namespace PromptCaching.ResponseCaching;

/// <summary>What there is to do with stored answers beside asking: taking one out, putting many in, writing down the ones that are used most.</summary>
/// <remarks>
/// One for each client: keyed by its name, without a key that of the default client, and <see cref="ClaudeCachingHandler.ResponseCache"/>. For clearing
/// many answers at once see <see cref="Storage.ICacheRegions"/>.
/// <para>
/// Answers are written and read as JSON lines (UTF-8, one object a line, empty lines are passed over). <c>request</c>, the whole body of the request, must
/// be there. With <c>response</c> (the message, or the text of an event stream) the answer is stored, without it the request is asked. All others may be
/// left out: <c>scope</c>, <c>tags</c> (texts), <c>depends_on</c> (names and hashes) and <c>ttl_seconds</c> are those of <see cref="ClaudeCall"/>;
/// <c>asked_at</c> is when it was asked (ISO 8601), so that clearings since then hold; <c>request_id</c>, <c>headers</c> (those that make another question),
/// <c>alternative</c>, <c>labels</c> and <c>hits</c> are what an export adds. A member of another name is a mistake: nothing is asked because of a slip.
/// </para>
/// </remarks>
public interface IResponseCache
{
    /// <summary>Takes the answers to one request out of memory and store. Who is waiting for one still gets it, but it is not stored.</summary>
    /// <remarks>
    /// The request is taken as one that names neither key nor version nor betas of its own. Other processes that have the answer in memory serve it until
    /// <see cref="ResponseCachingOptions.InProcessTimeToLive"/> is over; a clearing by tag or scope reaches them within a second.
    /// </remarks>
    /// <param name="requestBody">The body of the request.</param>
    /// <param name="call">The wishes that it was asked with; of these the scope counts. The default is none.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>Whether it is a request whose answers are stored at all; otherwise there was nothing to take out.</returns>
    ValueTask<bool> InvalidateAsync(ReadOnlyMemory<byte> requestBody, ClaudeCall? call = null, CancellationToken cancellationToken = default);

    /// <summary>Takes the answers to one request out, as it would be sent by a client of another kind: with its own address, headers and wishes.</summary>
    /// <param name="request">The request. It is not sent, and is not disposed.</param>
    /// <param name="cancellationToken">Gives up waiting for the store.</param>
    /// <returns>Whether it is a request whose answers are stored at all.</returns>
    /// <exception cref="ArgumentException">The request has no body or no absolute address.</exception>
    /// <exception cref="FormatException">A header of ours is not known or has a value that cannot be.</exception>
    ValueTask<bool> InvalidateAsync(HttpRequestMessage request, CancellationToken cancellationToken = default);

    /// <summary>Stores answers, and asks for those that are missing through the client's own chain.</summary>
    /// <param name="answers">The questions, with answers where there are any.</param>
    /// <param name="atOnce">How many are worked on at once, from 1 to 1,000. The default is 4.</param>
    /// <param name="cancellationToken">Ends it; what is stored stays stored.</param>
    /// <returns>What became of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atOnce"/> is not from 1 to 1,000.</exception>
    /// <exception cref="InvalidOperationException">The response cache is switched off.</exception>
    Task<WarmingResult> WarmAsync(IAsyncEnumerable<WarmedAnswer> answers, int atOnce = 4, CancellationToken cancellationToken = default);

    /// <summary>Stores answers that are given as JSON lines, and asks for those that are missing through the client's own chain.</summary>
    /// <param name="lines">The lines, as the remarks on this interface say. Read to its end, not disposed.</param>
    /// <param name="atOnce">How many are worked on at once, from 1 to 1,000. The default is 4.</param>
    /// <param name="cancellationToken">Ends it; what is stored stays stored.</param>
    /// <returns>What became of them; a line that cannot be used is among the failures, and the others go on.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="atOnce"/> is not from 1 to 1,000.</exception>
    /// <exception cref="InvalidOperationException">The response cache is switched off.</exception>
    Task<WarmingResult> WarmAsync(Stream lines, int atOnce = 4, CancellationToken cancellationToken = default);

    /// <summary>Writes the answers in this process's memory that were given most often as JSON lines, the most often given first.</summary>
    /// <remarks>
    /// They hold prompts and answers in clear. Only what this client would find again is written: answers of its own key and of named scopes, at its own
    /// address; never those of keys that callers brought.
    /// </remarks>
    /// <param name="output">Gets the lines; not disposed.</param>
    /// <param name="most">The most that are written, at least 1. The default is 1,000.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <returns>How many were written.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is below 1.</exception>
    Task<int> ExportAsync(Stream output, int most = 1000, CancellationToken cancellationToken = default);
}
