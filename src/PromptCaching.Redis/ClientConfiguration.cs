using System.Globalization;
using PromptCaching.Redis.Addresses;
using StackExchange.Redis;

namespace PromptCaching.Redis;

/// <summary>Turns an address into the client's configuration.</summary>
internal static class ClientConfiguration
{
    private const int MillisecondsBetweenReconnects = 1000;

    // A promoted replica is found by asking for roles; the client's own 60 s would be a minute without writes.
    private const string Defaults = "configCheckSeconds=5,connectTimeout=5000";

    /// <exception cref="FormatException">The client does not know an option, or cannot send a user name. Nothing of the text is repeated.</exception>
    public static ConfigurationOptions Of(RedisAddress address, TimeSpan operationTimeout)
    {
        var configuration = OptionsOf(address, operationTimeout);
        foreach (var host in address.Hosts)
        {
            configuration.EndPoints.Add(host.Name, host.Port);
        }

        configuration.Password = address.Password ?? configuration.Password;
        configuration.DefaultDatabase = address.Database ?? configuration.DefaultDatabase;
        configuration.Ssl = address.UsesTls ?? configuration.Ssl;

        // Reconnecting is the client's work; without a server at the start it goes on trying, and calls fail meanwhile.
        configuration.AbortOnConnectFail = false;
        configuration.ReconnectRetryPolicy = new LinearRetry(MillisecondsBetweenReconnects);
        return configuration;
    }

    private static ConfigurationOptions OptionsOf(RedisAddress address, TimeSpan operationTimeout)
    {
        var milliseconds = Math.Max(1, (int)operationTimeout.TotalMilliseconds);
        var timeout = string.Create(CultureInfo.InvariantCulture, $"syncTimeout={milliseconds}");
        string[] parts = [Defaults, timeout, address.ClientOptions, UserOption(address.User)];
        try
        {
            return ConfigurationOptions.Parse(string.Join(',', parts.Where(static part => part.Length > 0)));
        }
        catch (ArgumentException)
        {
            throw RefusedBy(address);
        }
    }

    private static string UserOption(string? user) =>
        user is null ? ""
        : user.Contains(',', StringComparison.Ordinal) ? throw RedisAddress.Wrong("has a user name with a comma, which the client cannot take")
        : "user=" + user;

    /// <summary>The client's exceptions repeat what they refuse, which may be a misplaced password; what follows them is not kept.</summary>
    private static FormatException RefusedBy(RedisAddress address)
    {
        var namesUser = address.User is not null
            || address.ClientOptions.Split(',').Any(static option => option.StartsWith("user=", StringComparison.OrdinalIgnoreCase));
        return namesUser && !SendsUserNames()
            ? new FormatException(
                "The Redis connection names a user other than 'default', and this version of the client, StackExchange.Redis, can send only a password: " +
                "give the default user a password, or reference a version of the client from 2.1 on.")
            : RedisAddress.Wrong("has an option that the client, StackExchange.Redis, does not know or a value that it cannot read");
    }

    private static bool SendsUserNames()
    {
        try
        {
            _ = ConfigurationOptions.Parse("user=somebody");
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
