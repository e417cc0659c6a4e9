using System.Globalization;

namespace PromptCaching.Redis.Addresses;

/// <summary>Reads <c>redis://user:password@host:6379,host2/0?connectTimeout=500</c>, and <c>rediss</c> for TLS.</summary>
/// <remarks>The client takes such a text for a host that it cannot parse, and goes on without any server.</remarks>
internal static class RedisUrl
{
    private const string SchemeEnd = "://";
    private const string Plain = "redis";
    private const string Encrypted = "rediss";
    private const string DefaultUser = "default";

    public static bool IsUrl(string text) => text.IndexOf(SchemeEnd, StringComparison.Ordinal) is > 0 and var end
        && text.AsSpan(0, end).IndexOfAnyExceptInRange('A', 'z') < 0;

    public static RedisAddress Parse(string text)
    {
        var schemeEnd = text.IndexOf(SchemeEnd, StringComparison.Ordinal);
        var scheme = text[..schemeEnd].ToLowerInvariant();
        if (scheme is not (Plain or Encrypted))
        {
            throw RedisAddress.Wrong("begins with a scheme other than redis:// and rediss:// (TLS)");
        }

        var rest = text[(schemeEnd + SchemeEnd.Length)..];
        RefuseMisplacedSigns(rest);
        var (beforeQuery, query) = Cut(rest, '?');
        var (authority, path) = Cut(beforeQuery, '/');
        var at = authority.LastIndexOf('@');
        var (user, password) = LoginOf(at < 0 ? "" : authority[..at]);
        return new RedisAddress
        {
            Hosts = [.. authority[(at + 1)..].Split(',').Select(RedisHost.Parse)],
            User = user,
            Password = password,
            Database = DatabaseOf(path),
            UsesTls = scheme == Encrypted,
            ClientOptions = OptionsOf(query),
        };
    }

    /// <summary>An @ behind the first slash or question mark says that a password holds one of them: nothing after it would be what it seems.</summary>
    private static void RefuseMisplacedSigns(string rest)
    {
        var end = rest.AsSpan().IndexOfAny('/', '?', '#');
        if (end >= 0 && (rest[end] == '#' || rest.IndexOf('@', end) >= 0 || rest.IndexOf('#', end) >= 0))
        {
            throw RedisAddress.Wrong("has a password with /, ?, # or @ as they are (write %2F, %3F, %23 and %40)");
        }
    }

    private static (string Before, string After) Cut(string text, char sign) =>
        text.IndexOf(sign, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "");

    private static (string? User, string? Password) LoginOf(string login)
    {
        var (user, password) = Cut(login, ':');
        user = Uri.UnescapeDataString(user);
        password = Uri.UnescapeDataString(password);
        return (user is "" or DefaultUser ? null : user, password.Length == 0 ? null : password);
    }

    private static int? DatabaseOf(string path)
    {
        var text = path.TrimEnd('/');
        if (text.Length == 0)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var database)
            ? database
            : throw RedisAddress.Wrong("has a database that is not a number from 0 on");
    }

    private static string OptionsOf(string query)
    {
        var options = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString).ToList();
        return options.TrueForAll(static option => option.IndexOf('=', StringComparison.Ordinal) > 0 && !option.Contains(',', StringComparison.Ordinal))
            ? string.Join(',', options)
            : throw RedisAddress.Wrong("has options that are not name=value without commas");
    }
}
