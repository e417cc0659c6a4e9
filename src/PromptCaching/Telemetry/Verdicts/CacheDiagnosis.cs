using System.Globalization;

namespace PromptCaching;

/// <summary>What the API itself said about a miss, where it was asked.</summary>
/// <param name="Reason">Its own word, for example <c>system_changed</c>.</param>
/// <param name="MissedTokens">Its estimate of the tokens that could not be read; <see langword="null"/> where it gave none.</param>
public sealed record CacheDiagnosis(string Reason, long? MissedTokens)
{
    /// <inheritdoc/>
    public override string ToString() => MissedTokens is null
        ? $"The API says {Reason}."
        : string.Create(CultureInfo.InvariantCulture, $"The API says {Reason}, about {MissedTokens:N0} tokens.");
}
