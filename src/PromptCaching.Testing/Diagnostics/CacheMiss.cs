namespace PromptCaching.Testing.Diagnostics;

/// <summary>The first thing in which a request departs from the one before it, whether or not the cache was hit.</summary>
/// <param name="Type">The API's name of the reason.</param>
/// <param name="MissedTokens">An estimate by bytes of what can no longer be read; null where the API gives none.</param>
internal sealed record CacheMiss(string Type, int? MissedTokens = null)
{
    private const int BytesPerToken = 4;

    public static CacheMiss PreviousNotFound { get; } = new("previous_message_not_found");

    public static CacheMiss? Between(RequestFingerprint before, RequestFingerprint now)
    {
        var conversation = before.Messages.Sum(static block => block.Bytes);
        if (before.Model != now.Model)
        {
            return Changed("model_changed", before.Tools.Bytes + before.System.Bytes + conversation);
        }

        if (before.Tools != now.Tools)
        {
            return Changed("tools_changed", before.Tools.Bytes + before.System.Bytes + conversation);
        }

        if (before.System != now.System)
        {
            return Changed("system_changed", before.System.Bytes + conversation);
        }

        if (before.Parameters != now.Parameters)
        {
            return new CacheMiss("unavailable");
        }

        var same = before.Messages.Zip(now.Messages).TakeWhile(static pair => pair.First == pair.Second).Count();
        return same == before.Messages.Count ? null : Changed("messages_changed", before.Messages.Skip(same).Sum(static block => block.Bytes));
    }

    private static CacheMiss Changed(string type, int bytes) => new(type, (bytes + BytesPerToken - 1) / BytesPerToken);
}
