using Microsoft.Extensions.Logging;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Telemetry;

public sealed class CallLogTests
{
    private const string Body = """{"model":"claude-sonnet-5-5","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}""";

    private const string Answer =
        """
        {"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet-5-5","stop_reason":"end_turn","content":[],
         "usage":{"input_tokens":100,"cache_creation_input_tokens":0,"cache_read_input_tokens":900,"output_tokens":10}}
        """;

    [Fact]
    public async Task Each_call_is_one_event_with_its_tokens_its_cost_and_what_was_saved()
    {
        using var chain = new ChainUnderTest(server: new ScriptedServer(Answer));

        var report = (await chain.AskAsync(Body)).Report;
        await chain.AskAsync(Body);

        var percent = decimal.Round(100 * report.Saved!.Value / report.CostWithoutCaching!.Value, 1);
        Events(chain).Should().Equal(
            $"Debug: Api: claude-sonnet-5-5, 1 attempts, tokens: 1000 in (0 written to the prompt cache, 900 read), 10 out; "
                + FormattableString.Invariant($"{report.Cost} USD, {report.Saved} USD saved ({percent} %)."),
            $"Debug: ResponseCache: claude-sonnet-5-5, 0 attempts, tokens: 0 in (0 written to the prompt cache, 0 read), 0 out; "
                + FormattableString.Invariant($"0 USD, {report.CostWithoutCaching} USD saved (100 %)."));
    }

    [Fact]
    public async Task Its_level_is_an_option()
    {
        using var chain = new ChainUnderTest(static options => options.Telemetry.CallLogLevel = LogLevel.Information, new ScriptedServer(Answer));

        await chain.AskAsync(Body);

        Events(chain).Should().ContainSingle().Which.Should().StartWith("Information: ");
    }

    [Fact]
    public async Task A_failure_is_named_and_what_is_unknown_stays_unknown()
    {
        using var chain = new ChainUnderTest(server: new ScriptedServer(_ => new ScriptedAnswer("{}"u8.ToArray(), Status: 529)));

        await chain.AskAsync(Body);

        Events(chain).Should().ContainSingle().Which.Should().Be("Debug: overloaded_error: claude-sonnet-5-5, 1 attempts; what was used is not known.");
    }

    private static IEnumerable<string> Events(ChainUnderTest chain) => chain.Loggers.Lines.Where(static line => line.Contains(" attempts"));
}
