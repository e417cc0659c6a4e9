namespace PromptCaching;

/// <summary>A kind of error of the API. The list is open: a kind of the future is data, not a failure.</summary>
/// <param name="Value">The name as the API spells it.</param>
public readonly record struct ErrorType(string Value)
{
    /// <summary>Gets <c>invalid_request_error</c> (400).</summary>
    public static ErrorType InvalidRequest { get; } = new("invalid_request_error");

    /// <summary>Gets <c>authentication_error</c> (401).</summary>
    public static ErrorType Authentication { get; } = new("authentication_error");

    /// <summary>Gets <c>billing_error</c> (402).</summary>
    public static ErrorType Billing { get; } = new("billing_error");

    /// <summary>Gets <c>permission_error</c> (403).</summary>
    public static ErrorType Permission { get; } = new("permission_error");

    /// <summary>Gets <c>not_found_error</c> (404).</summary>
    public static ErrorType NotFound { get; } = new("not_found_error");

    /// <summary>Gets <c>conflict_error</c> (409).</summary>
    public static ErrorType Conflict { get; } = new("conflict_error");

    /// <summary>Gets <c>request_too_large</c> (413).</summary>
    public static ErrorType RequestTooLarge { get; } = new("request_too_large");

    /// <summary>Gets <c>rate_limit_error</c> (429).</summary>
    public static ErrorType RateLimit { get; } = new("rate_limit_error");

    /// <summary>Gets <c>api_error</c> (500).</summary>
    public static ErrorType Api { get; } = new("api_error");

    /// <summary>Gets <c>timeout_error</c> (504).</summary>
    public static ErrorType Timeout { get; } = new("timeout_error");

    /// <summary>Gets <c>overloaded_error</c> (529).</summary>
    public static ErrorType Overloaded { get; } = new("overloaded_error");

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>Gets the status that comes with this kind; 500 where that is not known.</summary>
    internal int Status => Value switch
    {
        "invalid_request_error" => 400,
        "authentication_error" => 401,
        "billing_error" => 402,
        "permission_error" => 403,
        "not_found_error" => 404,
        "conflict_error" => 409,
        "request_too_large" => 413,
        "rate_limit_error" => 429,
        "timeout_error" => 504,
        "overloaded_error" => 529,
        _ => 500,
    };

    /// <summary>The kind that a status stands for when the body does not say: proxies and the edge answer without API JSON.</summary>
    internal static ErrorType OfStatus(int status) => status switch
    {
        401 => Authentication,
        402 => Billing,
        403 => Permission,
        404 => NotFound,
        409 => Conflict,
        413 => RequestTooLarge,
        429 => RateLimit,
        504 => Timeout,
        529 => Overloaded,
        >= 500 => Api,
        _ => InvalidRequest,
    };
}
