using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using PromptCaching.Testing.Faults;
using PromptCaching.Testing.RateLimits;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing;

/// <summary>A scripted answer of the emulator. Immutable: each method gives a new one.</summary>
public sealed partial record EmulatedAnswer
{
    private const int LowestError = 400;
    private const int HighestError = 599;

    private EmulatedAnswer()
    {
    }

    /// <summary>Gets the answer that the emulator would give unasked, as a start for <see cref="CutAfter"/> and its like.</summary>
    public static EmulatedAnswer Default { get; } = new();

    internal JsonElement? Blocks { get; private init; }

    internal string? StopReason { get; private init; }

    internal string? StopSequence { get; private init; }

    internal ApiError? Failure { get; private init; }

    internal bool IsConnectionFailure { get; private init; }

    internal ProxyPage? Page { get; private init; }

    internal ImmutableList<IReplyFault> Faults { get; private init; } = [];

    internal bool Fails => IsConnectionFailure || Failure is not null || Page is not null || !Faults.IsEmpty;

    internal TimeSpan? TimeToFirstByte { get; private init; }

    internal ImmutableDictionary<string, string> Headers { get; private init; } = ImmutableDictionary.Create<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes an answer of one text, given as it is: neither max_tokens nor stop sequences cut it.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The answer.</returns>
    public static EmulatedAnswer Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Content(Json.Write(writer =>
        {
            writer.WriteStartArray();
            Json.TextBlock(text).WriteTo(writer);
            writer.WriteEndArray();
        }));
    }

    /// <summary>Makes an answer of any content blocks.</summary>
    /// <param name="json">A JSON array of blocks, as the API would send them without streaming. The <c>input</c> of a call to a tool with
    /// <c>eager_input_streaming</c> may be a string: a stream tells it as it stands, so that it need not be JSON.</param>
    /// <returns>The answer; it stops with <c>tool_use</c> when it holds a block of that type, else with <c>end_turn</c>.</returns>
    public static EmulatedAnswer Content(ReadOnlyMemory<byte> json) => Content(Json.Parse(json));

    /// <inheritdoc cref="Content(ReadOnlyMemory{byte})"/>
    public static EmulatedAnswer Content(string json) => Content(Json.Parse(json));

    /// <summary>Makes an error.</summary>
    /// <param name="status">The HTTP status, from 400 to 599.</param>
    /// <param name="type">The error type, such as <c>api_error</c>.</param>
    /// <param name="message">The text.</param>
    /// <param name="headers">Headers beside those of every answer.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The status is none of an error.</exception>
    public static EmulatedAnswer Error(int status, string type, string message, IEnumerable<KeyValuePair<string, string>>? headers = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, LowestError);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, HighestError);
        return new EmulatedAnswer { Failure = new ApiError(status, type, message), Headers = Default.Headers.AddRange(headers ?? []) };
    }

    /// <summary>Makes a 529: the API has more to do than it can.</summary>
    /// <returns>The answer.</returns>
    public static EmulatedAnswer Overloaded() => Error(529, "overloaded_error", "Overloaded");

    /// <summary>Makes a 504: the API took too long.</summary>
    /// <returns>The answer.</returns>
    public static EmulatedAnswer GatewayTimeout() => Error(504, "timeout_error", "The request timed out.");

    /// <summary>Makes an answer of what stands between the client and the API: no JSON, no headers of the API's errors.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="body">The text.</param>
    /// <param name="contentType">The content type; the default is HTML.</param>
    /// <returns>The answer.</returns>
    public static EmulatedAnswer FromProxy(int status, string body, string contentType = ProxyPage.Html)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new EmulatedAnswer { Page = new ProxyPage(status, contentType, body) };
    }

    /// <summary>Makes the 413 of the edge, an HTML page.</summary>
    /// <returns>The answer.</returns>
    public static EmulatedAnswer TooLarge() => new() { Page = ProxyPage.TooLarge };

    /// <summary>Makes the 502 of a proxy, an HTML page.</summary>
    /// <returns>The answer.</returns>
    public static EmulatedAnswer BadGateway() => new() { Page = ProxyPage.BadGateway };

    /// <summary>Makes the 503 of a proxy, plain text.</summary>
    /// <returns>The answer.</returns>
    public static EmulatedAnswer Unavailable() => new() { Page = ProxyPage.Unavailable };

    /// <summary>Makes a 500.</summary>
    /// <returns>The answer.</returns>
    public static EmulatedAnswer ServerError() => Error(500, "api_error", "Internal server error");

    /// <summary>Makes a 429.</summary>
    /// <param name="retryAfter">The wait that the <c>retry-after</c> header names, rounded up to whole seconds; without it the header is missing.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The wait is negative.</exception>
    public static EmulatedAnswer RateLimited(TimeSpan? retryAfter = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(retryAfter ?? TimeSpan.Zero, TimeSpan.Zero);
        var error = Error(429, "rate_limit_error", "This request would exceed your organization's rate limit.").WithHeader("x-should-retry", "true");
        return retryAfter is { } wait ? error.WithHeader("retry-after", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)) : error;
    }

    /// <summary>Makes the 429 of an organization that has spent all that its tier allows in a month: waiting is of no use.</summary>
    /// <returns>The answer; it has no <c>retry-after</c>.</returns>
    public static EmulatedAnswer SpendCapReached() => new() { Failure = SpendLedger.CapReached };

    /// <summary>Makes the 400 of an organization that has reached a spend limit of its own.</summary>
    /// <returns>The answer.</returns>
    public static EmulatedAnswer SpendLimitReached() => Error(400, "invalid_request_error", "You have reached your specified API usage limits.");

    /// <summary>Makes no answer at all: the connection fails and the send throws an <see cref="HttpRequestException"/>.</summary>
    /// <returns>The answer.</returns>
    public static EmulatedAnswer ConnectionFailure() => new() { IsConnectionFailure = true };

    /// <summary>Sets the stop reason.</summary>
    /// <param name="stopReason">Such as <c>refusal</c> or <c>pause_turn</c>.</param>
    /// <param name="stopSequence">The sequence that was met.</param>
    /// <returns>The changed answer.</returns>
    public EmulatedAnswer WithStopReason(string stopReason, string? stopSequence = null) => this with { StopReason = stopReason, StopSequence = stopSequence };

    /// <summary>Adds a response header, or replaces it.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <returns>The changed answer.</returns>
    public EmulatedAnswer WithHeader(string name, string value) => this with { Headers = Headers.SetItem(name, value) };

    /// <summary>Sets how long the caller waits for the first byte, errors included.</summary>
    /// <param name="timeToFirstByte">The wait, on the emulator's clock.</param>
    /// <returns>The changed answer.</returns>
    public EmulatedAnswer After(TimeSpan timeToFirstByte) => this with { TimeToFirstByte = timeToFirstByte };

    internal EmulatedAnswer WithoutContent() => this with { Blocks = null, StopReason = null, StopSequence = null };

    private static EmulatedAnswer Content(JsonElement blocks) =>
        blocks.ValueKind == JsonValueKind.Array && blocks.EnumerateArray().All(static block => block.GetText("type") is not null)
            ? new EmulatedAnswer { Blocks = blocks }
            : throw new ArgumentException("The content of an answer is a JSON array of blocks, each an object with a type.", nameof(blocks));
}
