namespace PromptCaching.Redis.Addresses;

/// <summary>Where a server is and how to log in, as users write it. Its text never shows the password.</summary>
internal sealed class RedisAddress
{
    public const string Example = "redis://user:password@host:6379/0";

    public required IReadOnlyList<RedisHost> Hosts { get; init; }

    /// <summary>Gets the user of an access control list; <see langword="null"/> where the server's default user is meant.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    public int? Database { get; init; }

    /// <summary>Gets a value indicating whether the connection is encrypted; <see langword="null"/> leaves it to the options.</summary>
    public bool? UsesTls { get; init; }

    /// <summary>Gets what is left to the client to understand: <c>name=value</c>, separated by commas.</summary>
    public string ClientOptions { get; init; } = "";

    /// <exception cref="FormatException">One sentence that says what is wrong and repeats nothing of the text.</exception>
    public static RedisAddress Parse(string text)
    {
        text = text.Trim();
        return RedisUrl.IsUrl(text) ? RedisUrl.Parse(text) : ClientSyntax.Parse(text);
    }

    public static FormatException Wrong(string problem) => new($"The Redis connection {problem}; write it like {Example}.");

    public override string ToString() =>
        $"{(UsesTls == true ? "rediss" : "redis")}://{string.Join(',', Hosts)}{(Database is { } database ? $"/{database}" : "")}";
}
