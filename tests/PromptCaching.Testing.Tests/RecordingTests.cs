using System.Text;

namespace PromptCaching.Testing.Tests;

public sealed class RecordingTests : IDisposable
{
    private readonly Server _server = new();

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task A_call_is_recorded_as_it_arrived_and_as_it_was_billed()
    {
        var body = Some.Request().System(Some.Text(2000, ttl: "1h")).User(Some.Text(10)).ToJsonString();
        using var request = Server.Post(body);
        request.Headers.Add("anthropic-beta", ["output-128k-2025-02-19", "context-1m-2025-08-07"]);
        using var response = await _server.SendAsync(request);
        var call = _server.Emulator.Calls.Should().ContainSingle().Subject;

        call.Number.Should().Be(1);
        call.Method.Should().Be("POST");
        call.Path.Should().Be("/v1/messages");
        call.Headers["Anthropic-Beta"].Should().Equal("output-128k-2025-02-19", "context-1m-2025-08-07");
        call.Headers.Should().ContainKey("content-type");
        Encoding.UTF8.GetString(call.Body.Span).Should().Be(body);
        call.Json!.Value.GetProperty("model").GetString().Should().Be(Some.Model);
        call.Status.Should().Be(200);
        call.StartedAt.Should().Be(_server.Clock.GetUtcNow());
        (call.Usage! with { OutputTokens = 0 }).Should().Be(Bill.Of(input: 10, written1h: 2000));
        call.Usage.PromptTokens.Should().Be(2010);
        call.Breakpoints.Should().Equal(new EmulatedBreakpoint("system.0", TimeSpan.FromHours(1), 2000, false, false));
    }

    [Fact]
    public async Task Errors_are_recorded_without_a_bill()
    {
        await _server.AskAsync(Some.Request());

        var call = _server.Emulator.Calls.Should().ContainSingle().Subject;
        call.Status.Should().Be(400);
        call.Usage.Should().BeNull();
    }

    [Fact]
    public async Task The_list_is_a_snapshot()
    {
        var before = _server.Emulator.Calls;
        await _server.AskAsync(Some.Request().User("Hi"));

        before.Should().BeEmpty();
    }

    [Fact]
    public async Task Bodies_can_be_left_out()
    {
        using var server = new Server(new ClaudeEmulatorOptions { RecordBodies = false });
        await server.AskAsync(Some.Request().User("Hi"));

        server.Emulator.Calls[0].Body.IsEmpty.Should().BeTrue();
        server.Emulator.Calls[0].Json.Should().BeNull();
        server.Emulator.Calls[0].Usage.Should().NotBeNull();
    }

    [Fact]
    public async Task Many_calls_at_once_are_all_answered_and_numbered()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(number => Task.Run(() =>
            _server.AskAsync(Some.Request().System(Some.Text(2000, $"{number % 7}", ttl: "5m")).User($"Question {number}")))));

        var calls = _server.Emulator.Calls;
        calls.Select(static call => call.Number).Should().Equal(Enumerable.Range(1, 200).Select(static number => (long)number));
        calls.Should().OnlyContain(static call => call.Status == 200 && call.Usage!.Written5mTokens + call.Usage.ReadTokens == 2000);
    }
}
