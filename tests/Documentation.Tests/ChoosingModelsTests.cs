using System.Globalization;
using Documentation.Tests.Pages;
using Documentation.Tests.Running;
using PromptCaching;
using PromptCaching.Accounting;
using PromptCaching.Messages;

namespace Documentation.Tests;

public sealed class ChoosingModelsTests
{
    private static readonly DateOnly _day = new(2026, 11, 21);
    private static readonly Page _page = Page.Of("choosing-models");

    [Fact]
    public void The_table_is_the_catalog()
    {
        var rows = ModelCatalog.Default.Entries.Where(static model => model.RetiredOn is null).SelectMany(RowsOf);

        _page.Tables("model").First().Select(static cells => string.Join(" | ", cells)).Should().BeEquivalentTo(rows);
    }

    [Fact]
    public void The_workload_costs_what_the_second_table_says()
    {
        var rows = _page.Tables("model").ElementAt(1);

        rows.Should().HaveCount(6);
        foreach (var cells in rows)
        {
            var prices = ModelCatalog.Default.Find(cells[0].Trim('`'))!.PricesFor(_day, 20_200);
            var rest = ((50 * 200 * prices.Input) + (50 * 400 * prices.Output)) / 1_000_000;

            Money(rest + (50 * 20_000 * prices.Input / 1_000_000)).Should().Be(cells[1]);
            Money(rest + (20_000 * (prices.CacheWrite5m + (49 * prices.CacheRead)) / 1_000_000)).Should().Be(cells[2]);
        }
    }

    [Fact]
    public async Task Estimates_are_what_the_page_shows()
    {
        using var printed = PrintedText.Begin();
        await using var emulation = Emulation.Plain();

        ChoosingModelsExamples.Compare(emulation.Usage, MessageRequest.From("Who approves travel?", Texts.Handbook));

        printed.ToString().Should().Be(_page.Output(1));
    }

    [Fact]
    public async Task What_a_model_refuses_is_said_before_it_is_sent()
    {
        using var printed = PrintedText.Begin();
        await using var emulation = Emulation.Plain();

        await ChoosingModelsExamples.BeRefusedAsync(emulation.Claude, MessageRequest.From("Who approves travel?", Texts.Handbook));

        printed.ToString().Should().Be(_page.Output(2));
        emulation.Emulator.Calls.Should().BeEmpty();
    }

    [Fact]
    public async Task A_model_that_was_added_has_a_price_and_an_unknown_one_has_none()
    {
        await using var emulation = Emulation.Of(ChoosingModelsExamples.AddModel);

        var known = await emulation.Claude.CreateMessageAsync(MessageRequest.From("Who?") with { Model = "claude-sonnet-6" });
        var unknown = await emulation.Claude.CreateMessageAsync(MessageRequest.From("Who?") with { Model = "claude-sonnet-7" });

        known.GetCallReport()!.Cost.Should().BePositive();
        unknown.GetCallReport()!.Cost.Should().BeNull();
        emulation.Usage.Total.Unpriced.Should().Be(1);
    }

    private static IEnumerable<string> RowsOf(ModelCatalogEntry model) => model.PriceTiers is [{ MaxPromptTokens: { } most }, _]
        ? [Row(model, $"`{model.Id}` to {most.ToString("N0", CultureInfo.InvariantCulture)} tokens", 0), Row(model, $"`{model.Id}`, longer prompts", most + 1)]
        : [Row(model, $"`{model.Id}`", 0)];

    private static string Row(ModelCatalogEntry model, string name, long promptTokens)
    {
        var prices = model.PricesFor(_day, promptTokens);
        decimal?[] numbers =
        [
            prices.Input, prices.Output, prices.CacheWrite5m, prices.CacheWrite1h, prices.CacheRead,
            model.MinCacheableTokens, model.ContextWindowTokens / 1000, model.MaxOutputTokens / 1000,
        ];
        return string.Join(" | ", numbers.Select(static number => number?.ToString("0.####", CultureInfo.InvariantCulture)).Prepend(name));
    }

    private static string Money(decimal? usd) => usd!.Value.ToString("F2", CultureInfo.InvariantCulture);
}
