using System.Globalization;
using PromptCaching.RateLimiting;
using StackExchange.Redis;

namespace PromptCaching.Redis.Quota;

/// <summary>An exchange and its answer, as the script reads and writes them.</summary>
internal static class QuotaMessage
{
    private const int AnswerLength = 6;
    private static readonly TimeSpan _longest = TimeSpan.FromDays(1);

    public static RedisValue[] Write(QuotaExchange exchange) =>
    [
        exchange.Process,
        Text(exchange.ClosedFor?.TotalSeconds),
        Text(exchange.IsGuess ? -exchange.Limits.Requests : exchange.Limits.Requests), Text(exchange.SpentAlone.Requests), Text(exchange.Returned.Requests),
        Text(exchange.MostLeft.Requests), Text(exchange.Least.Requests), Text(exchange.Most.Requests),
        Text(exchange.Limits.InputTokens), Text(exchange.SpentAlone.InputTokens), Text(exchange.Returned.InputTokens),
        Text(exchange.MostLeft.InputTokens), Text(exchange.Least.InputTokens), Text(exchange.Most.InputTokens),
        Text(exchange.Limits.OutputTokens), Text(exchange.SpentAlone.OutputTokens), Text(exchange.Returned.OutputTokens),
        Text(exchange.MostLeft.OutputTokens), Text(exchange.Least.OutputTokens), Text(exchange.Most.OutputTokens),
    ];

    /// <exception cref="InvalidDataException">The answer is not the script's: something else wrote under the keys.</exception>
    public static QuotaShare Read(RedisResult result)
    {
        var answer = (string[]?)result is { Length: AnswerLength } texts ? texts : throw Unreadable();
        return new QuotaShare
        {
            Granted = new QuotaAmount(Number(answer[0]), Number(answer[1]), Number(answer[2])),
            AskAgainIn = Time(answer[3]),
            ClosedFor = Time(answer[4]),
            Processes = (int)Math.Clamp(Number(answer[5]), 1, int.MaxValue),
        };
    }

    private static string Text(double? number) => number?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && number >= 0
            ? number
            : throw Unreadable();

    private static TimeSpan Time(string text) => TimeSpan.FromSeconds(Math.Min(Number(text), _longest.TotalSeconds));

    private static InvalidDataException Unreadable() => new("Redis holds something else under the keys of the shared quota.");
}
