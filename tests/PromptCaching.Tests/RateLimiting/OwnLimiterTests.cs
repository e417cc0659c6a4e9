namespace PromptCaching.Tests.RateLimiting;

/// <summary>A limiter of the user's own in place of ours.</summary>
public sealed class OwnLimiterTests : IDisposable
{
    private readonly LimitedServer _server = new();
    private readonly OwnLimiter _own;

    public OwnLimiterTests()
    {
        _own = new OwnLimiter(_server.Clock);
        _server.Options.Limiter = _ => _own;
    }

    public void Dispose()
    {
        _server.Dispose();
        _own.Dispose();
    }

    [Fact]
    public async Task It_is_asked_for_one_permit_each_and_its_wait_is_in_the_report()
    {
        var report = new CallReport { QuotaWait = TimeSpan.FromSeconds(5) };

        await _server.AskAsync(report: report);

        _own.Permits.Should().Equal(1);
        report.QuotaWait.Should().Be(TimeSpan.FromSeconds(8));
        _server.Pools.Pools.Should().BeEmpty("ours is not asked");
    }

    [Fact]
    public async Task Where_it_is_none_ours_decides()
    {
        _server.Options.Limiter = static _ => null;

        await _server.AskAsync();

        _server.Pools.Pools.Should().ContainSingle();
    }

    [Fact]
    public async Task Its_lease_ends_with_the_answer()
    {
        var content = new ObservedContent();
        _server.Answer = () => new HttpResponseMessage { Content = content };

        await _server.AskAsync();
        _own.Held.Should().Be(1);
        content.End();

        _own.Held.Should().Be(0);
    }

    [Fact]
    public async Task Its_lease_ends_at_once_where_there_is_no_answer_to_wait_for()
    {
        await _server.AskAsync();
        _own.Held.Should().Be(0);
        _server.Answer = static () => new HttpResponseMessage(System.Net.HttpStatusCode.BadRequest) { Content = new ObservedContent() };
        await _server.AskAsync();
        _own.Held.Should().Be(0);
        _server.Answer = static () => throw new HttpRequestException("Broken on purpose.");

        await ((Func<Task>)(() => _server.AskAsync())).Should().ThrowAsync<HttpRequestException>();

        _own.Held.Should().Be(0);
        _own.Permits.Should().HaveCount(3);
    }

    [Fact]
    public async Task A_refusal_of_its_own_is_told_and_its_lease_is_given_back()
    {
        _own.IsOpen = false;

        var refusal = (await ((Func<Task>)(() => _server.AskAsync())).Should().ThrowExactlyAsync<ClaudeRefusedException>()).Which;

        refusal.Message.Should().Be("The limiter of RateLimiting:Limiter refuses the call.");
        refusal.RetryAfter.Should().BeNull();
        _server.Log.Lines.Should().ContainSingle().Which.Should().EndWith("It may come back in 00:00:00.");
        _server.Asked.Should().Be(0);
        _own.Held.Should().Be(0);
    }

    [Fact]
    public async Task A_refusal_of_a_later_attempt_does_not_say_that_nothing_was_sent()
    {
        (_own.IsOpen, _own.RetryAfter) = (false, TimeSpan.FromSeconds(2.5));

        var asking = () => _server.AskAsync(report: new CallReport { Attempts = 2 });

        var refusal = (await asking.Should().ThrowExactlyAsync<ClaudeException>()).Which;
        refusal.Message.Should().Be("There is no permit for another attempt. The limiter of RateLimiting:Limiter refuses the call. Try again in 2.5 s.");
        refusal.RetryAfter.Should().Be(TimeSpan.FromSeconds(2.5));
    }
}
