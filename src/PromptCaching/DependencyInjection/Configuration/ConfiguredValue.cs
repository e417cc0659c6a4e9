using System.Globalization;

namespace PromptCaching.DependencyInjection.Configuration;

/// <summary>A text from the configuration or the environment, and where it stands, for the error that it may deserve.</summary>
/// <param name="Path">The name under which it was found.</param>
/// <param name="Text">The text.</param>
/// <param name="IsSeconds">Whether a time is a whole number of seconds, as environment variables have it.</param>
internal readonly record struct ConfiguredValue(string Path, string Text, bool IsSeconds = false)
{
    /// <summary>Gets a value indicating whether there is nothing in it, as in a placeholder that waits to be filled in.</summary>
    public bool IsBlank => string.IsNullOrWhiteSpace(Text);

    public string ToText() => Text;

    public int ToInt32() =>
        int.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong("a whole number");

    public long ToInt64() =>
        long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong("a whole number");

    public double ToDouble() =>
        double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong("a number");

    public decimal ToDecimal() =>
        decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong("a number");

    public bool ToBoolean() => Text.Trim().ToUpperInvariant() switch
    {
        "TRUE" or "1" or "YES" or "ON" => true,
        "FALSE" or "0" or "NO" or "OFF" => false,
        _ => throw Wrong("true or false"),
    };

    public T ToEnum<T>()
        where T : struct, Enum
    {
        var text = Text;
        var index = Array.FindIndex(Enum.GetNames<T>(), name => name.Equals(text.Trim(), StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? Enum.GetValues<T>()[index] : throw Wrong($"one of {string.Join(", ", Enum.GetNames<T>())}");
    }

    /// <summary>A bare number is refused where hours and minutes are expected: the platform would read it as days.</summary>
    public TimeSpan ToTimeSpan() => IsSeconds ? TimeSpan.FromSeconds(ToInt32())
        : TimeSpan.TryParse(Text, CultureInfo.InvariantCulture, out var span) && Text.Contains(':', StringComparison.Ordinal)
            ? span
            : throw Wrong("a time like 00:01:30 (hours, minutes, seconds)");

    public Uri ToUri() =>
        Uri.TryCreate(Text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri
            : throw Wrong("an http or https address");

    public IList<string> ToList() => [.. Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private FormatException Wrong(string expected) => new($"{Path} is '{Text}'; set {expected}.");
}
