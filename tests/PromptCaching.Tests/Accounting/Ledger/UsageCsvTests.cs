using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using PromptCaching.Accounting;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Accounting.Ledger;

public sealed class UsageCsvTests
{
    private static readonly UsageEntry _entry = new()
    {
        At = new DateTimeOffset(2026, 11, 20, 14, 0, 0, TimeSpan.FromHours(2)),
        Source = CallSource.Api, RequestId = "req", MessageId = "msg", Model = "m", Scope = "s", Tags = ["a", "b"],
        Usage = new TokenUsage { Input = 1, CacheWrite5m = 2, CacheWrite1h = 3, CacheRead = 4, Output = 5, Thinking = 6, WebSearches = 7 },
        Cost = 0.5m, CostWithoutCaching = 1.25m, Error = "incomplete", IsKeepWarm = true,
    };

    [Fact]
    public async Task A_line_has_every_figure_in_its_column()
    {
        var lines = (await WriteAsync(_entry)).Split('\n');
        lines.Should().Equal(
            "at,source,requestId,messageId,model,scope,tags,knowledge,input,cacheWrite5m,cacheWrite1h,cacheRead,output,thinking,webSearches,"
                + "cost,costWithoutCaching,error,isKeepWarm",
            "2026-11-20T12:00:00.0000000Z,Api,req,msg,m,s,a b,Known,1,2,3,4,5,6,7,0.5,1.25,incomplete,true",
            "");
    }

    [Fact]
    public async Task What_is_not_known_is_empty_and_no_column_is_lost() =>
        (await WriteAsync(new UsageEntry { Source = CallSource.Joined, Knowledge = UsageKnowledge.Unknown })).Split('\n')[1]
            .Should().Be("0001-01-01T00:00:00.0000000Z,Joined,,,,,,Unknown,,,,,,,,,,,false");

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("a\rb", "\"a\rb\"")]
    [InlineData("\rb", "\"'\rb\"")]
    [InlineData("a b", "a b")]
    public async Task A_text_is_quoted_only_where_it_must_be(string scope, string cell) =>
        (await WriteAsync(_entry with { Scope = scope })).Should().Contain($",m,{cell},a b,");

    [Fact]
    public async Task The_stream_stays_open_has_no_mark_in_front_and_reads_the_same_wherever_the_host_runs()
    {
        var here = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("") { NumberFormat = { NumberDecimalSeparator = "," } };
            (await WriteAsync(_entry)).Should().StartWith("at,").And.Contain(",0.5,1.25,");
        }
        finally
        {
            CultureInfo.CurrentCulture = here;
        }
    }

    private static async Task<string> WriteAsync(params UsageEntry[] entries)
    {
        var (clock, ledger) = (new ManualTimeProvider(), new CostLedger(new AccountingOptions(), new ManualTimeProvider(), NullLogger.Instance));
        Array.ForEach(entries, ledger.Restore);
        using var meter = new Meter("test");
        using var budgets = new BudgetBook([], clock, NullLogger.Instance, new BudgetMetrics(meter));
        var usage = new ClaudeUsage(ledger, budgets, new CallEstimates(static () => ModelCatalog.Default, clock), null, null);
        using var written = new MemoryStream();
        await usage.WriteCsvAsync(written);
        written.CanWrite.Should().BeTrue();
        return Encoding.UTF8.GetString(written.ToArray());
    }
}
