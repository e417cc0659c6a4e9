using PromptCaching;
namespace QuickStart.Tests;

public sealed class ReportTableTests
{
    [Fact]
    public void Numbers_stand_right_names_left_and_a_total_stands_below()
    {
        ReportRow[] rows =
        [
            new("1", "API", new TokenUsage { Input = 3, CacheWrite5m = 1_000, CacheWrite1h = 234, Output = 56 }, 0.005m, 0.004m),
            new("1, again", "response cache", new TokenUsage(), 0m, 0.004m),
        ];

        ReportTable.Format(rows).ReplaceLineEndings("\n").Should().Be(
            """
                                                                              cost without
            call      answered by     input  written  read  output      cost       caching      saved
            -----------------------------------------------------------------------------------------
            1         API                 3    1,234     0      56  0.005000      0.004000  -0.001000
            1, again  response cache      0        0     0       0  0.000000      0.004000   0.004000
            -----------------------------------------------------------------------------------------
            total                         3    1,234     0      56  0.005000      0.008000   0.003000
            """);
    }

    [Fact]
    public void What_is_not_known_makes_the_sum_unknown_too()
    {
        ReportRow[] rows = [new("1", "API", null, null, null), new("2", "API", new TokenUsage { Input = 5 }, 1m, 1m)];

        ReportTable.Format(rows).ReplaceLineEndings("\n").Split('\n')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Should().Equal("total", "?", "?", "?", "?", "?", "?", "?");
    }

    [Fact]
    public void Without_caching_there_is_nothing_to_compare()
    {
        var table = ReportTable.FormatPlain([new("1", "API", new TokenUsage { Input = 5, Output = 7 }, 1.5m, 1.5m)]);

        table.Should().NotContain("caching").And.NotContain("saved").And.Contain("1.500000");
    }

    [Fact]
    public void Millions_of_tokens_still_fit_on_the_screen()
    {
        var much = new TokenUsage { Input = 12_345_678, CacheWrite5m = 12_345_678, CacheRead = 12_345_678, Output = 123_456 };
        var table = ReportTable.Format([new("3, streamed", "response cache", much, 12.345678m, 123.456789m)]);

        table.ReplaceLineEndings("\n").Split('\n').Should().OnlyContain(line => line.Length <= Screen.Width);
    }
}
