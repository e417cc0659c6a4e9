using BatchRun.Items;

namespace BatchRun.Tests.Items;

public sealed class ItemFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Items_round_trip()
    {
        Item[] items = [.. ItemMaker.Make(50, seed: 1), new("quoted", "\"a\"\n<b> é")];

        await ItemFile.WriteAsync(_folder.Path("items.jsonl"), items, CancellationToken.None);

        ItemFile.Read(_folder.Path("items.jsonl")).Should().Equal(items);
    }

    [Fact]
    public void The_same_seed_makes_up_the_same_items() =>
        ItemMaker.Make(20, seed: 5).Should().Equal(ItemMaker.Make(20, seed: 5)).And.NotEqual(ItemMaker.Make(20, seed: 6));

    [Theory]
    [InlineData("{\"id\":\"a\",\"text\":\"x\"}\n{\"id\":\"a\",\"text\":\"y\"}", "line 2*comes twice")]
    [InlineData("{\"id\":\"a b\",\"text\":\"x\"}", "line 1*\"a b\"")]
    [InlineData("{\"id\":\"a\\n\",\"text\":\"x\"}", "line 1")]
    [InlineData("{\"id\":\"a\"}", "line 1*with a text")]
    [InlineData("\n\nnonsense", "line 3")]
    public void A_bad_line_is_named(string text, string said) =>
        this.Invoking(_ => ItemFile.Read(_folder.Write("items.jsonl", text))).Should().Throw<UsageException>().WithMessage($"*{said}*");

    public void Dispose() => _folder.Dispose();
}
