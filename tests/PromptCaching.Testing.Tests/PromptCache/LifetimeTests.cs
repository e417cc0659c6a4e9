using System.Text.Json.Nodes;

namespace PromptCaching.Testing.Tests.PromptCache;

public sealed class LifetimeTests : IDisposable
{
    private readonly Server _server = new(new ClaudeEmulatorOptions { TimeToFirstByte = TimeSpan.Zero });

    public void Dispose() => _server.Dispose();

    [Theory]
    [InlineData("5m", 5)]
    [InlineData("1h", 60)]
    public async Task An_entry_lives_for_its_ttl(string ttl, int minutes)
    {
        var kept = Some.Request().System(Some.Text(2000, "kept", ttl)).User("Hi");
        var lost = Some.Request().System(Some.Text(2000, "lost", ttl)).User("Hi");
        await _server.BillAsync(lost);
        _server.Clock.Advance(TimeSpan.FromSeconds(1));
        await _server.BillAsync(kept);
        _server.Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));

        (await _server.BillAsync(kept)).ReadTokens.Should().Be(2000);
        (await _server.BillAsync(lost)).ReadTokens.Should().Be(0);
    }

    [Fact]
    public async Task The_lifetime_runs_from_the_start_of_the_request_not_from_its_end()
    {
        var request = Some.Request().System(Some.Text(2000, ttl: "5m")).User("Hi");
        _server.Emulator.Enqueue(EmulatedAnswer.Default.After(TimeSpan.FromMinutes(4)));
        var slow = _server.BillAsync(request);
        _server.Clock.AdvanceToNextTimer().Should().BeTrue();
        await slow;
        _server.Clock.Advance(TimeSpan.FromMinutes(1));

        (await _server.BillAsync(request)).ReadTokens.Should().Be(0);
    }

    [Fact]
    public async Task A_request_that_fails_before_it_begins_refreshes_nothing()
    {
        var request = Some.Request().System(Some.Text(2000, ttl: "5m")).User("Hi");
        await _server.BillAsync(request);
        _server.Clock.Advance(TimeSpan.FromMinutes(4));
        _server.Emulator.Enqueue(EmulatedAnswer.Overloaded());
        (await _server.AskAsync(request)).Status.Should().Be(529);
        _server.Clock.Advance(TimeSpan.FromMinutes(1));

        (await _server.BillAsync(request)).ReadTokens.Should().Be(0);
    }

    [Fact]
    public async Task What_is_paid_for_an_hour_lives_for_an_hour_also_where_the_tools_change_places()
    {
        var web = new JsonObject { ["type"] = "web_search_20250305", ["name"] = "web_search", ["cache_control"] = Some.Marker("1h") };
        var request = Some.Request().Tools(web, Some.Tool("other", "5m")).System(Some.Text(2000, ttl: "5m")).User("Hi");
        request["tools"]![1]!["description"] = new string('x', 8000);
        var written = await _server.BillAsync(request);
        _server.Clock.Advance(TimeSpan.FromMinutes(6));

        (await _server.BillAsync(request)).Should().Be(written with { Written1hTokens = 0, ReadTokens = written.Written1hTokens });
    }

    [Fact]
    public async Task Every_read_refreshes_the_lifetime()
    {
        var request = Some.Request().System(Some.Text(2000, ttl: "5m")).User("Hi");
        await _server.BillAsync(request);
        for (var round = 0; round < 5; round++)
        {
            _server.Clock.Advance(TimeSpan.FromMinutes(4));
            (await _server.BillAsync(request)).ReadTokens.Should().Be(2000);
        }
    }

    [Fact]
    public async Task A_read_keeps_the_class_in_which_the_entry_was_written()
    {
        await _server.BillAsync(Some.Request().System(Some.Text(2000, ttl: "5m")).User("Hi"));
        await _server.BillAsync(Some.Request().System(Some.Text(2000, ttl: "1h")).User("Hi"));
        await _server.BillAsync(Some.Request().System(Some.Text(2000, "y", ttl: "1h")).User("Hi"));
        await _server.BillAsync(Some.Request().System(Some.Text(2000, "y", ttl: "5m")).User("Hi"));
        _server.Clock.Advance(TimeSpan.FromMinutes(6));

        (await _server.BillAsync(Some.Request().System(Some.Text(2000, ttl: "1h")).User("Hi"))).ReadTokens.Should().Be(0);
        (await _server.BillAsync(Some.Request().System(Some.Text(2000, "y", ttl: "5m")).User("Hi"))).ReadTokens.Should().Be(2000);
    }

    [Fact]
    public async Task Hitting_a_longer_prefix_makes_no_shorter_entry_findable_again()
    {
        await _server.BillAsync(Some.Request().System(Some.Text(2000, ttl: "5m")).User(Some.Text(100, ttl: "5m")));
        _server.Clock.Advance(TimeSpan.FromMinutes(4));
        await _server.BillAsync(Some.Request().System(Some.Text(2000)).User(Some.Text(100, ttl: "5m")));
        _server.Clock.Advance(TimeSpan.FromMinutes(2));

        (await _server.BillAsync(Some.Request().System(Some.Text(2000, ttl: "5m")).User("Other"))).ReadTokens.Should().Be(0);
    }

    [Fact]
    public async Task Marking_the_shorter_prefix_in_every_request_keeps_it()
    {
        var request = Some.Request().System(Some.Text(2000, ttl: "5m")).User(Some.Text(100, ttl: "5m"));
        await _server.BillAsync(request);
        _server.Clock.Advance(TimeSpan.FromMinutes(4));
        await _server.BillAsync(request);
        _server.Clock.Advance(TimeSpan.FromMinutes(2));

        (await _server.BillAsync(Some.Request().System(Some.Text(2000, ttl: "5m")).User("Other"))).ReadTokens.Should().Be(2000);
    }

    [Fact]
    public async Task A_conversation_that_goes_on_keeps_its_beginning_alive()
    {
        var request = Some.Request().User(Some.Text(1100, ttl: "5m"));
        await _server.BillAsync(request);
        for (var turn = 1; turn <= 5; turn++)
        {
            _server.Clock.Advance(TimeSpan.FromMinutes(4));
            request = Some.Request().User(Some.Text(1100));
            for (var said = 1; said <= turn; said++)
            {
                request.Assistant(Some.Text(10, $"a{said}")).User(Some.Text(10, $"u{said}", said == turn ? "5m" : null));
            }

            (await _server.BillAsync(request)).Should().Be(Bill.Of(written5m: 20, read: 1100 + ((turn - 1) * 20)));
        }
    }

    [Fact]
    public async Task An_hour_on_top_of_a_five_minute_prefix_does_not_prolong_the_tokens_that_it_did_not_pay_for()
    {
        await _server.BillAsync(Some.Request().System(Some.Text(2000, ttl: "5m")).User("Hi"));
        var longer = Some.Request().System(Some.Text(2000), Some.Text(10, "y", ttl: "1h")).User("Hi");
        (await _server.BillAsync(longer)).Should().Be(Bill.Of(input: 1, written1h: 10, read: 2000));
        _server.Clock.Advance(TimeSpan.FromMinutes(6));

        (await _server.BillAsync(longer)).Should().Be(Bill.Of(input: 1, written1h: 2010));
    }
}
