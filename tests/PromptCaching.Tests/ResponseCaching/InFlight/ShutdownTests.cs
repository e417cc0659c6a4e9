using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.InFlight;

/// <summary>A client that is disposed of while calls are under way leaves nobody waiting.</summary>
public sealed class ShutdownTests
{
    [Fact]
    public async Task Calls_that_wait_for_an_answer_are_cancelled()
    {
        var flight = new FlightUnderTest();
        Task<HttpResponseMessage>[] callers = [flight.SendAsync(Questions.Json), flight.SendAsync(Questions.Json), flight.SendAsync(Questions.Stream)];
        var call = await flight.Server.NextCallAsync();

        flight.Dispose();

        foreach (var caller in callers)
        {
            await caller.Invoking(it => it).Should().ThrowAsync<OperationCanceledException>();
        }

        call.IsCancelled.Should().BeTrue();
        flight.InFlight.Should().Be(0);
        flight.Reports.Should().HaveCount(3).And.OnlyContain(report => report.IsComplete);
    }

    [Fact]
    public async Task Streams_that_are_being_read_come_to_their_end()
    {
        var flight = new FlightUnderTest();
        Task<HttpResponseMessage>[] callers = [flight.SendAsync(Questions.Stream), flight.SendAsync(Questions.Stream)];
        var call = await flight.Server.NextCallAsync();
        call.Answer(isStream: true).Send(Answers.Events[0]);
        var reading = (await Task.WhenAll(callers)).Select(FlightUnderTest.ReadAsync).ToList();

        flight.Dispose();
        Array.ForEach(Answers.Events[1..], piece => call.Send(piece));
        call.End();

        (await Task.WhenAll(reading)).Should().OnlyContain(answer => answer.Text == Answers.Stream);
        flight.InFlight.Should().Be(0);
    }

    [Fact]
    public async Task A_call_through_a_bare_invoker_is_told_that_the_client_is_gone()
    {
        var flight = new FlightUnderTest();
        using var invoker = new HttpMessageInvoker(flight.Chain.Handler, disposeHandler: false);
        using var request = ChainUnderTest.Post(Questions.Json.Utf8());
        var asking = invoker.SendAsync(request, CancellationToken.None);
        var call = await flight.Server.NextCallAsync();

        flight.Dispose();

        (await asking.Invoking(it => it.Soon()).Should().ThrowAsync<ClaudeException>().WithMessage("The client was disposed of*"))
            .Which.MayHaveBeenBilled.Should().BeTrue();
        call.IsCancelled.Should().BeTrue();
        flight.InFlight.Should().Be(0);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_begins_after_the_end_is_not_begun(bool isStream)
    {
        var flight = new FlightUnderTest();
        flight.Server.IsDeaf = true;
        using var invoker = new HttpMessageInvoker(flight.Chain.Handler, disposeHandler: false);
        using var request = ChainUnderTest.Post((isStream ? Questions.Stream : Questions.Json).Utf8());
        var asking = invoker.SendAsync(request, CancellationToken.None);
        var call = await flight.Server.NextCallAsync();

        flight.Dispose();
        call.AnswerWhole(isStream ? Answers.Stream : Answers.Message, isStream);

        await asking.Invoking(it => it.Soon()).Should().ThrowAsync<ClaudeException>().WithMessage("The client was disposed of*");
        flight.InFlight.Should().Be(0);
    }

    [Fact]
    public async Task Who_waits_for_a_transport_that_was_disposed_of_is_told_that_the_client_is_gone()
    {
        var flight = new FlightUnderTest();
        flight.Server.IsDeaf = true;
        using var invoker = new HttpMessageInvoker(flight.Chain.Handler, disposeHandler: false);
        using var request = ChainUnderTest.Post(Questions.Json.Utf8());
        var asking = invoker.SendAsync(request, CancellationToken.None);
        var call = await flight.Server.NextCallAsync();

        flight.Dispose();
        call.Break(new ObjectDisposedException("transport"));

        await asking.Invoking(it => it.Soon()).Should().ThrowAsync<ClaudeException>().WithMessage("The client was disposed of*");
    }

    [Fact]
    public async Task Who_disposes_of_it_may_wait_until_every_call_has_ended()
    {
        using var flight = new FlightUnderTest();
        flight.Server.IsDeaf = true;
        using var invoker = new HttpMessageInvoker(flight.Chain.Handler, disposeHandler: false);
        using var request = ChainUnderTest.Post(Questions.Json.Utf8());
        var asking = invoker.SendAsync(request, CancellationToken.None);
        var call = await flight.Server.NextCallAsync();

        var ending = flight.Chain.Handler.DisposeAsync().AsTask();
        ending.IsCompleted.Should().BeFalse("the transport has not let go of the call");
        call.Break(new IOException("At last."));

        await ending.Soon();
        await asking.Invoking(it => it.Soon()).Should().ThrowAsync<ClaudeException>().WithMessage("The client was disposed of*");
        flight.InFlight.Should().Be(0);
        await flight.Chain.Handler.DisposeAsync();
    }
}
