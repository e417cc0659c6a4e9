using System.Globalization;

namespace PromptCaching;

/// <summary>A breakpoint of a request as it was sent, the caller's and ours alike.</summary>
public sealed record PlannedBreakpoint
{
    /// <summary>Gets where it stands, as the API's own messages name places, for example <c>system.0</c> or <c>messages.4.content.0</c>.</summary>
    public required string Place { get; init; }

    /// <summary>Gets how long the entry that ends here lives after its last use: five minutes or one hour.</summary>
    public required TimeSpan TimeToLive { get; init; }

    /// <summary>Gets a value indicating whether the caller set it.</summary>
    public required bool IsCallers { get; init; }

    /// <summary>Gets why it stands there, as a clause.</summary>
    public required string Reason { get; init; }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Place} ({(TimeToLive < TimeSpan.FromHours(1) ? "5m" : "1h")}: {Reason})");
}
