using System.Text.Json.Nodes;
using PromptCaching.CacheControl;

namespace PromptCaching.Testing.Tests.Assertions;

public sealed class StablePrefixTests : IDisposable
{
    private readonly Server _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task Conversations_that_only_grow_pass_side_by_side()
    {
        await SendAsync(Request("Be brief.").User("Why?"), Request("Be long.").User("When?"));
        await SendAsync(
            Request("Be brief.").User("Why?").Assistant(Some.Text("So.")).User("And then?"),
            Request("Be long.").User("When?").Assistant(Some.Text("Now.")).User("At 10:11:12?"));

        _server.Emulator.Calls.ShouldHaveAStablePrefix();
    }

    [Fact]
    public async Task A_clock_in_the_system_prompt_is_named_once_with_what_to_do()
    {
        await SendAsync(Request("It is 2025-11-20T10:11:12Z. Be brief.").User("Why?"), Request("It is 2025-11-20T10:11:12Z. Be brief.").User("When?"));

        Failure().Should().Be(
            """
            The prompts were expected to begin alike from call to call.
            Call 1: system.0.text, character 6: a date with its time "It is ####-##-##T##:##:##Z", 7 tokens behind it (High severity). Say the time in the last user message, or offer it as a tool; where the day will do, leave out the time.
            """);
    }

    [Fact]
    public async Task A_drift_is_named_with_both_calls_and_what_to_do()
    {
        await SendAsync(
            Request("Be brief.").Tools(Some.Tool("b"), Some.Tool("a")).User("Why?"),
            Request("Be brief.").Tools(Some.Tool("a"), Some.Tool("b")).User("Why?").Assistant(Some.Text("So.")).User("And then?"));

        Failure().Should().Contain("Call 2 against call 1: tools.0 is now \"a\" and was \"b\", so that").And.EndWith("Order the tools by name before sending them.");
    }

    [Fact]
    public async Task Kinds_may_be_allowed()
    {
        await SendAsync(Request("Today is 2025-11-20.").User("Why?"));
        await SendAsync(Request("Today is 2025-11-20.").User("Why?").Assistant(Some.Text("So.")).User("Sure?").With("tool_choice", new JsonObject { ["type"] = "none" }));

        Failure().Should().Contain("a date");
        Failure(new() { AllowedText = { VolatileKind.Date } }).Should().Contain("tool_choice was auto and is now none");
        Failure(new() { LeastSeverity = VolatileSeverity.Medium }).Should().Contain("tool_choice was auto and is now none");
        _server.Emulator.Calls.ShouldHaveAStablePrefix(new() { AllowedText = { VolatileKind.Date }, AllowedDrift = { PrefixDriftKind.Parameter } });
    }

    [Fact]
    public async Task Of_many_faults_five_are_told()
    {
        await SendAsync(Request(string.Join('\n', Enumerable.Range(10, 8).Select(second => $"It is 10:11:{second}"))).User("Why?"));

        Failure().Split('\n').Should().HaveCount(7).And.HaveElementAt(6, "and 3 more.");
    }

    [Fact]
    public void Without_a_call_there_is_nothing_to_expect() => Failure().Should().Be("This needs an answered Messages call; there is none.");

    [Fact]
    public async Task Bodies_that_were_not_recorded_cannot_be_judged()
    {
        using var server = new Server(new ClaudeEmulatorOptions { RecordBodies = false });
        await server.BillAsync(Request("Be brief.").User("Why?"));

        var judge = () => server.Emulator.Calls.ShouldHaveAStablePrefix();

        judge.Should().Throw<CacheAssertionException>().WithMessage("The body of call 1 was not recorded*RecordBodies*");
    }

    private static JsonObject Request(string system) => Some.Request().System(Some.Text(system));

    private async Task SendAsync(params JsonObject[] bodies)
    {
        foreach (var body in bodies)
        {
            await _server.BillAsync(body);
        }
    }

    private string Failure(StablePrefixOptions? options = null)
    {
        var judge = () => _server.Emulator.Calls.ShouldHaveAStablePrefix(options);

        return judge.Should().Throw<CacheAssertionException>().Which.Message;
    }
}
