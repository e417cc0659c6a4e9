namespace PromptCaching.Tests.ResponseCaching.InFlight;

/// <summary>What becomes of an answer's connection, and of what goes wrong with it.</summary>
public sealed class SharedAnswerTests : IDisposable
{
    private readonly FlightUnderTest _flight = new();

    public void Dispose() => _flight.Dispose();

    [Fact]
    public async Task A_connection_that_breaks_after_the_last_event_breaks_no_answer()
    {
        var asking = _flight.AskAsync(Questions.Stream);
        var call = await _flight.Server.NextCallAsync();
        call.Answer(isStream: true).Send(Answers.Stream);
        call.Body.End(new IOException("reset"));
        var answered = await asking;
        answered.Text.Should().Be(Answers.Stream);
        answered.Report.Error.Should().BeNull();
        (await _flight.AskAsync(Questions.Stream)).IsHit.Should().BeTrue();
    }

    [Fact]
    public async Task A_connection_that_breaks_before_it_breaks_it_for_all()
    {
        var asking = new[] { _flight.AskAsync(Questions.Stream), _flight.AskAsync(Questions.Stream) };
        var call = await _flight.Server.NextCallAsync();
        call.Answer(isStream: true).Send(Answers.Events[0]);
        call.Body.End(new IOException("reset"));
        foreach (var one in asking)
        {
            await ((Func<Task>)(() => one)).Should().ThrowAsync<HttpRequestException>();
        }

        _flight.Reports.Should().HaveCount(2).And.OnlyContain(static report => report.Error == "incomplete");
        _flight.InFlight.Should().Be(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_connection_is_let_go_when_the_answer_was_read_to_its_end(bool isStream)
    {
        var asking = _flight.SendAsync(isStream ? Questions.Stream : Questions.Json);
        var call = await _flight.Server.NextCallAsync();
        call.AnswerWhole(isStream ? Answers.Stream : Answers.Message, isStream);
        var response = await asking;
        await using var stream = await response.Content.ReadAsStreamAsync();
        await stream.CopyToAsync(Stream.Null);
        await call.Body.Disposed.Soon();
    }

    [Fact]
    public async Task Whoever_joined_is_counted_and_whoever_began_is_not()
    {
        var asking = new[] { _flight.AskAsync(Questions.Json), _flight.AskAsync(Questions.Json), _flight.AskAsync(Questions.Json) };
        (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Message);
        await Task.WhenAll(asking);
        _flight.Chain.Handler.Regions["response"].Counters.Should().BeEquivalentTo(new { Joins = 2L, Misses = 1L, Hits = 0L });
    }

    [Fact]
    public async Task A_read_for_nothing_gives_nothing_and_ends_nothing()
    {
        var asking = _flight.SendAsync(Questions.Stream);
        var call = await _flight.Server.NextCallAsync();
        call.Answer(isStream: true);
        var response = await asking;
        await using var stream = await response.Content.ReadAsStreamAsync();
        (await stream.ReadAsync(Memory<byte>.Empty)).Should().Be(0);
        _flight.InFlight.Should().Be(1);
        call.Send(Answers.Stream).End();
        (await FlightUnderTest.ReadPieceAsync(stream)).Should().NotBeEmpty();
    }

    [Fact]
    public async Task A_length_that_was_told_is_told_to_each_who_joins()
    {
        var asking = new[] { _flight.SendAsync(Questions.Json), _flight.SendAsync(Questions.Json) };
        var call = await _flight.Server.NextCallAsync();
        call.Answer();
        (await call.Head).Content.Headers.ContentLength = Answers.Message.Length;
        call.Send(Answers.Message).End();
        foreach (var one in asking)
        {
            using var response = await one;
            response.Content.Headers.ContentLength.Should().Be(Answers.Message.Length);
            (await response.Content.ReadAsStringAsync()).Should().Be(Answers.Message);
        }
    }
}
