using System.Globalization;
using PromptCaching.Accounting;
using StackExchange.Redis;

namespace PromptCaching.Redis.Accounting;

/// <summary>An exchange and its answer, as the script reads and writes them: whole numbers, because it knows no others exactly.</summary>
internal static class BudgetMessage
{
    private const int PartsBeforeGrants = 5;
    private const decimal NanosOfUsd = 1_000_000_000m;

    /// <summary>Squares of millionths of a USD.</summary>
    private const double PartsOfVariance = 1e12;

    /// <summary>Up to here the script's numbers are exact, sums of two included.</summary>
    private const long Most = 4_500_000_000_000_000;

    public static RedisValue[] Write(BudgetExchange exchange) =>
    [
        exchange.Process,
        Text(Math.Ceiling((decimal)exchange.Lease.TotalSeconds)),
        exchange.Ends is { } ends ? Text(ends.ToUnixTimeSeconds()) : "",
        exchange.Memory ?? "",
        Text(exchange.Known * NanosOfUsd), Text(exchange.Spent * NanosOfUsd), Text(exchange.Acknowledged * NanosOfUsd),
        Text(decimal.Floor(exchange.Usd * NanosOfUsd)), exchange.IsStrict ? "1" : "0", Text(BudgetClaim.Deviations),
        .. exchange.Asked.Prepend(exchange.Held).SelectMany(Texts),
    ];

    /// <exception cref="InvalidDataException">The answer is not the script's: something else wrote under the key.</exception>
    public static BudgetStanding Read(RedisResult result, int asked)
    {
        var answer = (string[]?)result is { } texts && texts.Length == PartsBeforeGrants + asked ? texts : throw Unreadable();
        return new BudgetStanding
        {
            Memory = answer[0],
            Spent = Number(answer[1]) / NanosOfUsd,
            HeldByOthers = new BudgetClaim(Number(answer[2]) / NanosOfUsd, Number(answer[3]) / PartsOfVariance, Number(answer[4]) / NanosOfUsd),
            Granted = [.. answer.Skip(PartsBeforeGrants).Select(static text => text == "1")],
        };
    }

    private static IEnumerable<RedisValue> Texts(BudgetClaim claim) =>
    [
        Text(claim.Expected * NanosOfUsd), Text((decimal)Math.Clamp(claim.Variance * PartsOfVariance, 0, Most)), Text(claim.Worst * NanosOfUsd),
    ];

    private static string Text(decimal number) => Math.Clamp(decimal.Ceiling(number), 0, Most).ToString("0", CultureInfo.InvariantCulture);

    private static long Number(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Unreadable();

    private static InvalidDataException Unreadable() => new("Redis holds something else under the key of a shared budget.");
}
