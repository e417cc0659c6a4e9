using System.CommandLine;
using EmulatorServer;

namespace PromptCaching.Testing.Tests.Samples;

public sealed class EmulatorArgumentsTests
{
    [Fact]
    public void Every_option_reaches_the_emulator()
    {
        var (options, port) = Read(
            "--port", "1234", "--virtual-clock", "--seed", "7", "--time-to-first-byte", "500ms", "--delay-between-events", "20ms",
            "--batch-duration", "1.5h", "--max-recorded-calls", "9", "--forget-bodies", "--rate-limits", "build", "--fault-rate", "0.25",
            "--refuse-retired-models", "--refuse-unknown-models", "--accept-unknown-fields", "--generous-prolonging", "--four-characters");

        port.Should().Be(1234);
        (options.UseVirtualClock, options.Seed, options.MaxRecordedCalls, options.RecordBodies).Should().Be((true, 7, 9, false));
        options.TimeToFirstByte.Should().Be(TimeSpan.FromMilliseconds(500));
        options.DelayBetweenEvents.Should().Be(TimeSpan.FromMilliseconds(20));
        options.BatchDuration.Should().Be(TimeSpan.FromMinutes(90));
        options.RateLimits.Should().BeSameAs(EmulatedRateLimits.Build);
        options.Faults!.Rates.Values.Sum().Should().BeApproximately(0.25, 1e-9);
        (options.RefuseRetiredModels, options.RefuseUnknownModels, options.RejectUnknownFields, options.GenerousProlonging).Should()
            .Be((true, true, false, true));
        options.TokenCounting.Should().Be(TokenCounting.FourCharacters);
    }

    [Fact]
    public void Without_options_the_emulator_is_as_in_code()
    {
        var (options, port) = Read();

        port.Should().Be(8787);
        options.Should().BeEquivalentTo(new ClaudeEmulatorOptions());
    }

    [Theory]
    [InlineData("5")]
    [InlineData("-5s")]
    [InlineData("fast")]
    [InlineData("99999999h")]
    public void A_duration_needs_a_number_and_a_unit(string text) => Parse("--time-to-first-byte", text).Errors.Should().ContainSingle();

    [Theory]
    [InlineData("--port", "65536")]
    [InlineData("--port", "-1")]
    [InlineData("--max-recorded-calls", "-1")]
    [InlineData("--seed", "x")]
    [InlineData("--fault-rate", "1.1")]
    [InlineData("--fault-rate", "0,1")]
    [InlineData("--port", "abc")]
    [InlineData("--max-recorded-calls", "abc")]
    [InlineData("--rate-limits", "huge")]
    public void A_number_out_of_range_is_refused(string option, string value) => Parse(option, value).Errors.Should().ContainSingle();

    private static (ClaudeEmulatorOptions Options, int Port) Read(params string[] args)
    {
        var arguments = new EmulatorArguments();
        var parsed = Parse(arguments, args);
        parsed.Errors.Should().BeEmpty();
        return (arguments.OptionsOf(parsed), arguments.PortOf(parsed));
    }

    private static ParseResult Parse(params string[] args) => Parse(new EmulatorArguments(), args);

    private static ParseResult Parse(EmulatorArguments arguments, string[] args)
    {
        var program = new RootCommand();
        foreach (var option in arguments.All)
        {
            program.Add(option);
        }

        return program.Parse(args);
    }
}
