using System.Globalization;
using System.Text;
using System.Text.Json;

namespace PromptCaching.Accounting;

/// <summary>Writes the ledger for others to read.</summary>
internal static class UsageExport
{
    private const string Header =
        "at,source,requestId,messageId,model,scope,tags,knowledge,input,cacheWrite5m,cacheWrite1h,cacheRead,output,thinking,webSearches,"
        + "cost,costWithoutCaching,error,isKeepWarm\n";

    public static Task WriteJsonAsync(IClaudeUsage usage, Stream destination, CancellationToken cancellationToken) => JsonSerializer.SerializeAsync(
        destination,
        new Page(usage.Total, usage.ByModel, usage.ByScope, usage.ByTag, usage.ByDay, usage.Budgets, usage.Entries),
        UsageJson.Default.Page,
        cancellationToken);

    public static async Task WriteCsvAsync(IClaudeUsage usage, Stream destination, CancellationToken cancellationToken)
    {
        var writer = new StreamWriter(destination, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            await writer.WriteAsync(Header.AsMemory(), cancellationToken).ConfigureAwait(false);
            foreach (var entry in usage.Entries)
            {
                await writer.WriteAsync(Line(entry).AsMemory(), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static string Line(UsageEntry entry) => string.Create(
        CultureInfo.InvariantCulture,
        $"{entry.At.UtcDateTime:O},{entry.Source},{Text(entry.RequestId)},{Text(entry.MessageId)},{Text(entry.Model)},{Text(entry.Scope)},")
        + string.Create(CultureInfo.InvariantCulture, $"{Text(string.Join(' ', entry.Tags))},{entry.Knowledge},{Tokens(entry.Usage)},")
        + string.Create(CultureInfo.InvariantCulture, $"{entry.Cost},{entry.CostWithoutCaching},{Text(entry.Error)},{(entry.IsKeepWarm ? "true" : "false")}\n");

    private static string Tokens(TokenUsage? usage) => usage is null ? ",,,,,," : string.Create(
        CultureInfo.InvariantCulture,
        $"{usage.Input},{usage.CacheWrite5m},{usage.CacheWrite1h},{usage.CacheRead},{usage.Output},{usage.Thinking},{usage.WebSearches}");

    /// <summary>Scopes and tags may be a stranger's words: a spreadsheet runs what begins like a formula, unless a quote stands in front.</summary>
    private static string Text(string? text) =>
        string.IsNullOrEmpty(text) ? "" : Quoted(text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text);

    private static string Quoted(string text) =>
        text.IndexOfAny([',', '"', '\n', '\r']) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    internal sealed record Page(
        UsageTotals Total,
        IReadOnlyDictionary<string, UsageTotals> ByModel,
        IReadOnlyDictionary<string, UsageTotals> ByScope,
        IReadOnlyDictionary<string, UsageTotals> ByTag,
        IReadOnlyDictionary<DateOnly, UsageTotals> ByDay,
        IReadOnlyList<BudgetStatus> Budgets,
        IReadOnlyList<UsageEntry> Entries);
}
