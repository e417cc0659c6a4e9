using StackExchange.Redis;

namespace PromptCaching.Redis;

/// <content>Scripts of our own on the same connection.</content>
public sealed partial class RedisDistributedCache
{
    private const string Forgotten = "NOSCRIPT";

    /// <summary>Runs a script; the client sends its text only where the server does not have it.</summary>
    internal async Task<RedisResult> EvaluateAsync(string script, RedisKey[] keys, RedisValue[] values, CancellationToken cancellationToken)
    {
        var database = await DatabaseAsync(keys[0], CommandFlags.DemandMaster, cancellationToken).ConfigureAwait(false);
        try
        {
            return await RunAsync().ConfigureAwait(false);
        }
        catch (RedisServerException refused) when (refused.Message.StartsWith(Forgotten, StringComparison.Ordinal))
        {
            // The server was told to forget its scripts, and the client learns of it by this answer.
            return await RunAsync().ConfigureAwait(false);
        }

        Task<RedisResult> RunAsync() =>
            _deadline.WaitAsync(database.ScriptEvaluateAsync(script, keys, values, CommandFlags.DemandMaster), "EVALSHA", cancellationToken);
    }
}
