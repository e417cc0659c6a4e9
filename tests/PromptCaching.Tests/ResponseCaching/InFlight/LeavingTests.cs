using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.InFlight;

/// <summary>Who leaves takes nobody along; the last one to leave ends the call.</summary>
public sealed class LeavingTests : IDisposable
{
    private readonly FlightUnderTest _flight = new();
    private readonly CancellationTokenSource _leaves = new();

    public void Dispose()
    {
        _flight.Dispose();
        _leaves.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_began_the_call_may_leave_before_it_is_answered(bool isStream)
    {
        var question = isStream ? Questions.Stream : Questions.Json;
        var leader = _flight.SendAsync(question, cancellationToken: _leaves.Token);
        var call = await _flight.Server.NextCallAsync();
        var other = _flight.AskAsync(question);
        await _leaves.CancelAsync();
        await leader.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();

        call.IsCancelled.Should().BeFalse();
        var third = _flight.AskAsync(question);
        call.AnswerWhole(isStream ? Answers.Stream : Answers.Message, isStream);

        (await other).Text.Should().Be(isStream ? Answers.Stream : Answers.Message);
        (await third).Text.Should().Be(isStream ? Answers.Stream : Answers.Message);
        _flight.Server.Calls.Should().HaveCount(1);
        _flight.InFlight.Should().Be(0);
    }

    [Theory]
    [InlineData("cancels")]
    [InlineData("disposes of the response")]
    [InlineData("disposes of the stream")]
    public async Task Who_began_the_call_may_leave_in_the_middle_of_a_stream(string how)
    {
        var (leader, other, call) = await TwoInAStreamAsync();
        await using var stream = await leader.Content.ReadAsStreamAsync();
        await FlightUnderTest.ReadPieceAsync(stream);
        var waiting = FlightUnderTest.ReadPieceAsync(stream, _leaves.Token);
        switch (how)
        {
            case "cancels":
                await _leaves.CancelAsync();
                leader.Dispose();
                break;
            case "disposes of the response":
                leader.Dispose();
                break;
            default:
                await stream.DisposeAsync();
                break;
        }

        await waiting.Invoking(it => it).Should().ThrowAsync<Exception>();
        call.IsCancelled.Should().BeFalse();
        Array.ForEach(Answers.Events[1..], piece => call.Send(piece));
        call.End();

        (await FlightUnderTest.ReadAsync(other)).Text.Should().Be(Answers.Stream);
        _flight.Server.Calls.Should().HaveCount(1);
        _flight.InFlight.Should().Be(0);
        (await _flight.AskAsync(Questions.Stream)).IsHit.Should().BeTrue();
    }

    [Fact]
    public async Task Who_closes_a_stream_waits_for_nothing_more_of_it()
    {
        var (leader, other, _) = await TwoInAStreamAsync();
        using var stays = other;
        var stream = await leader.Content.ReadAsStreamAsync();
        await FlightUnderTest.ReadPieceAsync(stream);
        var waiting = FlightUnderTest.ReadPieceAsync(stream);

        leader.Dispose();

        await waiting.Invoking(it => it).Should().ThrowAsync<ObjectDisposedException>();
        await stream.Invoking(it => FlightUnderTest.ReadPieceAsync(it)).Should().ThrowAsync<ObjectDisposedException>();
    }

    [Fact]
    public async Task Who_cancelled_one_read_may_read_on()
    {
        var (leader, other, call) = await TwoInAStreamAsync();
        other.Dispose();
        await using var stream = await leader.Content.ReadAsStreamAsync();
        await FlightUnderTest.ReadPieceAsync(stream);
        var waiting = FlightUnderTest.ReadPieceAsync(stream, _leaves.Token);
        await _leaves.CancelAsync();
        await waiting.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();

        call.Send(Answers.Events[1]);

        (await FlightUnderTest.ReadPieceAsync(stream)).Should().Be(Answers.Events[1]);
    }

    [Fact]
    public async Task The_last_one_to_leave_before_the_answer_cancels_the_call()
    {
        using var alsoLeaves = new CancellationTokenSource();
        var first = _flight.SendAsync(Questions.Json, cancellationToken: _leaves.Token);
        var second = _flight.SendAsync(Questions.Json, cancellationToken: alsoLeaves.Token);
        var call = await _flight.Server.NextCallAsync();

        await _leaves.CancelAsync();
        await first.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
        call.IsCancelled.Should().BeFalse();
        await alsoLeaves.CancelAsync();
        await second.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();

        call.IsCancelled.Should().BeTrue();
        _flight.InFlight.Should().Be(0);
    }

    [Fact]
    public async Task The_last_one_to_leave_a_stream_ends_it_and_the_next_caller_begins_anew()
    {
        var (leader, other, call) = await TwoInAStreamAsync();
        await using var stream = await other.Content.ReadAsStreamAsync();
        await FlightUnderTest.ReadPieceAsync(stream);

        leader.Dispose();
        call.Body.IsDisposed.Should().BeFalse();
        other.Dispose();
        call.IsCancelled.Should().BeTrue();
        call.Body.IsDisposed.Should().BeTrue();
        _flight.InFlight.Should().Be(0);

        var next = _flight.AskAsync(Questions.Stream);
        (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Stream, isStream: true);
        (await next).Text.Should().Be(Answers.Stream);
        (await next).Report.Source.Should().Be(CallSource.Api);
    }

    [Fact]
    public async Task A_response_that_comes_after_all_have_left_is_let_go()
    {
        var disposed = new TaskCompletionSource();
        using var server = new LateServer(disposed);
        using var chain = new ChainUnderTest(server: server);
        using var request = ChainUnderTest.Post(Questions.Json.Utf8());
        var asking = chain.Http.SendAsync(request, _leaves.Token);
        await _leaves.CancelAsync();
        await asking.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();

        server.Head.SetResult();

        await disposed.Task.Soon();
        chain.Handler.QuestionsInFlight.Should().Be(0);
    }

    [Fact]
    public async Task A_caller_who_has_left_already_begins_nothing()
    {
        await _leaves.CancelAsync();

        await _flight.Invoking(it => it.SendAsync(Questions.Json, cancellationToken: _leaves.Token)).Should().ThrowAsync<OperationCanceledException>();

        _flight.Server.Calls.Should().BeEmpty();
        _flight.InFlight.Should().Be(0);
    }

    private async Task<(HttpResponseMessage Leader, HttpResponseMessage Other, GatedCall Call)> TwoInAStreamAsync()
    {
        var leader = _flight.SendAsync(Questions.Stream);
        var other = _flight.SendAsync(Questions.Stream);
        var call = await _flight.Server.NextCallAsync();
        call.Answer(isStream: true).Send(Answers.Events[0]);
        return (await leader, await other, call);
    }

    /// <summary>Answers whether or not anybody still wants it.</summary>
    private sealed class LateServer(TaskCompletionSource disposed) : HttpMessageHandler
    {
        public TaskCompletionSource Head { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Head.Task;
            return new HttpResponseMessage { Content = new StreamContent(new Told(disposed)) };
        }
    }

    private sealed class Told(TaskCompletionSource disposed) : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            disposed.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
