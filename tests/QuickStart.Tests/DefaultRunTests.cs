using System.Globalization;

namespace QuickStart.Tests;

/// <summary>One run without arguments and without a key, and what it has to show.</summary>
public sealed class DefaultRunTests : IClassFixture<DefaultRunTests.Run>
{
    private readonly QuickStartResult _result;

    public DefaultRunTests(Run run)
    {
        ArgumentNullException.ThrowIfNull(run);
        _result = run.Result;
    }

    [Fact]
    public void It_succeeds_and_says_nothing_on_standard_error() => (_result.ExitCode, _result.Error).Should().Be((0, ""));

    [Fact]
    public void It_says_at_once_that_the_emulator_answers() =>
        _result.Output.Split("\n\n")[0].Should().ContainAll("No key is set", "ANTHROPIC_API_KEY", "emulator");

    [Fact]
    public void The_question_asked_twice_is_answered_by_the_response_cache_at_no_cost() =>
        _result.Row("1, again").Should().HaveElementAt(1, "response cache").And.HaveElementAt(6, "0.000000");

    [Fact]
    public void The_first_question_writes_the_prompt_cache_and_the_next_one_reads_it()
    {
        Number(_result.Row("1")[3]).Should().BeGreaterThan(30_000);
        Number(_result.Row("2")[4]).Should().BeGreaterThan(30_000);
    }

    [Fact]
    public void The_follow_up_reads_the_conversation_so_far_out_of_the_prompt_cache() =>
        Number(_result.Row("1, follow-up")[4]).Should().Be(Number(_result.Row("1")[3]));

    [Fact]
    public void The_run_saves_money_in_total()
    {
        var total = _result.Row("total");

        Number(total[^1]).Should().BePositive().And.Be(Number(total[^2]) - Number(total[^3]));
    }

    [Fact]
    public void The_same_calls_without_caching_read_and_write_nothing_and_cost_what_the_first_table_says()
    {
        var (cached, plain) = (_result.Rows("total")[0], _result.Rows("total")[1]);

        plain.Skip(2).Take(2).Should().Equal("0", "0");
        plain[^1].Should().Be(cached[^2]);
        _result.Rows("1, again")[1][1].Should().NotBe("response cache");
    }

    [Fact]
    public void The_last_line_gives_both_totals_and_the_factor()
    {
        var total = _result.Row("total");
        var factor = (Number(total[^2]) / Number(total[^3])).ToString("F2", CultureInfo.InvariantCulture);

        _result.Lines[^2].Should().ContainAll($"{total[^3]} USD", $"{total[^2]} USD", $"{factor} times");
    }

    [Fact]
    public void No_line_is_wider_than_110_columns() => _result.Lines.Should().OnlyContain(line => line.Length <= 110);

    private static decimal Number(string cell) => decimal.Parse(cell, NumberStyles.Number, CultureInfo.InvariantCulture);

    public sealed class Run : IAsyncLifetime
    {
        internal QuickStartResult Result { get; private set; } = null!;

        public async Task InitializeAsync() => Result = await QuickStartProcess.RunAsync();

        public Task DisposeAsync() => Task.CompletedTask;
    }
}
