namespace PromptCaching.Redis.Addresses;

/// <summary>Reads the client's own <c>host:6379,password=secret,ssl=true</c>: the hosts here, the options by the client.</summary>
/// <remarks>Hosts are ours to read because the client leaves out, without a word, those that it cannot parse.</remarks>
internal static class ClientSyntax
{
    public static RedisAddress Parse(string text)
    {
        var parts = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        RedisHost[] hosts = [.. parts.Where(static part => !IsOption(part)).Select(RedisHost.Parse)];
        return hosts.Length == 0
            ? throw RedisAddress.Wrong("names no host")
            : new RedisAddress { Hosts = hosts, ClientOptions = string.Join(',', parts.Where(IsOption)) };
    }

    private static bool IsOption(string part) => part.Contains('=', StringComparison.Ordinal);
}
