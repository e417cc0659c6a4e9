using PromptCaching.AspNetCore.Traffic;

namespace PromptCaching.AspNetCore.Tests.Traffic;

public sealed class TopUsesTests
{
    [Fact]
    public void What_is_used_most_comes_first_with_its_sums_and_its_latest_name()
    {
        var uses = new TopUses(10);
        uses.Add(Use("rare"));
        uses.Add(Use("often") with { Label = "then", Tokens = 2, Saved = 0.1m });
        uses.Add(Use("often") with { Label = "now", Tokens = 3, Saved = 0.2m });

        uses.Top(5).Should().Equal(Use("often") with { Label = "now", Uses = 2, Tokens = 5, Saved = 0.3m }, Use("rare"));
    }

    [Fact]
    public void A_flood_of_things_used_once_does_not_drive_out_what_is_used_often()
    {
        var uses = new TopUses(8);
        for (var call = 0; call < 10_000; call++)
        {
            uses.Add(Use(call % 4 == 0 ? "often" : $"once {call}"));
        }

        uses.Top(1).Should().Equal(Use("often") with { Uses = 2500 });
        uses.Top(100).Should().HaveCount(8);
    }

    [Fact]
    public void An_id_of_any_length_takes_no_memory()
    {
        var uses = new TopUses(8);
        uses.Add(Use(new string('x', 1000)));

        uses.Top(1).Should().BeEmpty();
    }

    private static TopUse Use(string id) => new(id, "", 1, 0, 0, default);
}
