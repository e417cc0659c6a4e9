using System.Globalization;
using Microsoft.Extensions.Options;
using PromptCaching.Redis.Addresses;

namespace PromptCaching.Redis;

/// <summary>Says what is wrong with the options of a store, and never what the password is.</summary>
internal sealed class RedisStoreOptionsValidator(bool needsConnection) : IValidateOptions<RedisStoreOptions>
{
    public const string ConnectionVariable = "REDIS_URL";
    private static readonly TimeSpan _longestOperation = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _longestLife = TimeSpan.FromDays(3650);

    public ValidateOptionsResult Validate(string? name, RedisStoreOptions options)
    {
        string[] problems =
        [
            .. ProblemOf(options.Connection),
            .. Between(nameof(options.OperationTimeout), options.OperationTimeout, _longestOperation),
            .. Between(nameof(options.DefaultTimeToLive), options.DefaultTimeToLive, _longestLife),
        ];
        return problems.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    private static IEnumerable<string> Between(string option, TimeSpan value, TimeSpan most)
    {
        var least = TimeSpan.FromMilliseconds(1);
        if (value < least || value > most)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{nameof(RedisStoreOptions)}.{option} is {value}; set it between {least} and {most}.");
        }
    }

    private IEnumerable<string> ProblemOf(string? connection)
    {
        if (!needsConnection)
        {
            return [];
        }

        if (string.IsNullOrWhiteSpace(connection))
        {
            return [$"No Redis connection is set: call UseRedis(\"{RedisAddress.Example}\"), or set the environment variable {ConnectionVariable}."];
        }

        try
        {
            _ = ClientConfiguration.Of(RedisAddress.Parse(connection), TimeSpan.FromSeconds(1));
            return [];
        }
        catch (FormatException wrong)
        {
            return [wrong.Message];
        }
    }
}
