using System.Globalization;

namespace PromptCaching.Redis.Addresses;

/// <summary>One server: a name or an address, and a port.</summary>
internal readonly record struct RedisHost(string Name, int Port)
{
    private const int DefaultPort = 6379;
    private const int HighestPort = 65535;

    /// <param name="text"><c>host</c>, <c>host:port</c>, <c>[::1]</c> or <c>[::1]:port</c>.</param>
    /// <exception cref="FormatException">It is none of these; the message repeats nothing of the text, which may be a misplaced password.</exception>
    public static RedisHost Parse(string text)
    {
        text = text.Trim();
        var (name, port) = Split(text);
        if (Uri.CheckHostName(name) == UriHostNameType.Unknown)
        {
            throw RedisAddress.Wrong("names a host that is neither a host name nor an IP address (an IPv6 address before a port stands in brackets)");
        }

        return new RedisHost(name, port is null ? DefaultPort : PortOf(port));
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(Name.Contains(':', StringComparison.Ordinal) ? $"[{Name}]" : Name)}:{Port}");

    private static (string Name, string? Port) Split(string text)
    {
        if (text.StartsWith('[') && text.IndexOf(']', StringComparison.Ordinal) is > 0 and var end)
        {
            var rest = text[(end + 1)..];
            return (text[1..end], rest.Length == 0 ? null : rest[0] == ':' ? rest[1..] : rest);
        }

        // More than one colon without brackets is an IPv6 address alone.
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 || colon != text.LastIndexOf(':') ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }

    private static int PortOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= HighestPort
            ? port
            : throw RedisAddress.Wrong("has a port that is not a number between 1 and 65535");
}
