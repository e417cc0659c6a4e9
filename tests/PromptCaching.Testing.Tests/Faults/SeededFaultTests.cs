using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.Faults;

public sealed class SeededFaultTests
{
    [Fact]
    public async Task The_same_seed_gives_the_same_call_the_same_fault_and_the_same_bytes()
    {
        var first = await RunAsync(EmulatedFaults.OfEveryKind(0.5, seed: 7), 120);
        var second = await RunAsync(EmulatedFaults.OfEveryKind(0.5, seed: 7), 120);
        var other = await RunAsync(EmulatedFaults.OfEveryKind(0.5, seed: 8), 120);

        second.Should().Equal(first);
        other.Select(static call => call.Fault).Should().NotEqual(first.Select(static call => call.Fault));
    }

    [Fact]
    public async Task Every_kind_of_fault_happens()
    {
        var calls = await RunAsync(EmulatedFaults.OfEveryKind(1), 600);

        calls.Select(static call => call.Fault).Distinct().Should().BeEquivalentTo(Enum.GetValues<EmulatedFault>().Cast<EmulatedFault?>());
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public async Task A_rate_is_the_part_of_all_calls(double rate)
    {
        const int Calls = 2000;
        var calls = await RunAsync(Only(EmulatedFault.Overloaded, rate), Calls);

        calls.Count(static call => call.Status == 529).Should().BeCloseTo((int)(Calls * rate), 100);
        calls.Should().OnlyContain(static call => call.Status == 529 || call.Status == 200);
    }

    [Fact]
    public async Task A_call_that_failed_is_neither_billed_nor_cached()
    {
        using var server = new Server(new ClaudeEmulatorOptions { Faults = Only(EmulatedFault.ServerError, 1) });
        await server.AskAsync(Some.Request().System(Some.Text(2000, ttl: "5m")).User("Hi"));

        server.Emulator.Calls[0].Status.Should().Be(500);
        server.Emulator.Calls[0].Usage.Should().BeNull();
        server.Emulator.Calls[0].Fault.Should().Be(EmulatedFault.ServerError);
    }

    [Fact]
    public async Task An_answer_that_is_scripted_to_fail_fails_as_scripted()
    {
        using var server = new Server(new ClaudeEmulatorOptions { Faults = Only(EmulatedFault.ServerError, 1) });
        server.Emulator.Enqueue(EmulatedAnswer.Overloaded());

        (await server.AskAsync(Some.Request().User("Hi"))).Status.Should().Be(529);
        server.Emulator.Calls[0].Fault.Should().BeNull();
    }

    [Fact]
    public async Task A_slow_start_passes_on_the_clock()
    {
        using var server = new Server(new ClaudeEmulatorOptions { Faults = Only(EmulatedFault.SlowStart, 1) with { SlowStart = TimeSpan.FromSeconds(90) } });
        var answer = server.AskAsync(Some.Request().User("Hi"));
        answer.IsCompleted.Should().BeFalse();
        server.Clock.Advance(TimeSpan.FromSeconds(90));

        (await answer).Status.Should().Be(200);
    }

    [Theory]
    [InlineData(-0.1, 0)]
    [InlineData(1.1, 0)]
    [InlineData(double.NaN, 0)]
    [InlineData(0.6, 0.6)]
    public void Rates_that_cannot_be_are_refused(double first, double second)
    {
        var faults = new EmulatedFaults { Rates = new Dictionary<EmulatedFault, double> { [EmulatedFault.Garbage] = first, [EmulatedFault.CutBody] = second } };

        new Action(() => new ClaudeEmulator(new ClaudeEmulatorOptions { Faults = faults }).Dispose()).Should().Throw<ArgumentException>();
    }

    private static EmulatedFaults Only(EmulatedFault fault, double rate) => new() { Rates = new Dictionary<EmulatedFault, double> { [fault] = rate } };

    private static async Task<List<(int Status, EmulatedFault? Fault, string Outcome)>> RunAsync(EmulatedFaults faults, int calls)
    {
        using var server = new Server(new ClaudeEmulatorOptions { Faults = faults with { SlowStart = TimeSpan.Zero, TrickleDelay = TimeSpan.Zero }, RecordBodies = false });
        var outcomes = new List<(int, EmulatedFault?, string)>();
        for (var number = 0; number < calls; number++)
        {
            var outcome = await OutcomeAsync(server, Some.Request().User($"Question {number}").With("stream", number % 2 == 0));
            var call = server.Emulator.Calls[^1];
            outcomes.Add((call.Status, call.Fault, outcome));
        }

        return outcomes;
    }

    private static async Task<string> OutcomeAsync(Server server, JsonObject request)
    {
        try
        {
            using var response = await server.SendAsync(request);
            return Convert.ToHexString(await response.Content.ReadAsByteArrayAsync());
        }
        catch (HttpRequestException exception)
        {
            return exception.HttpRequestError.ToString();
        }
    }
}
