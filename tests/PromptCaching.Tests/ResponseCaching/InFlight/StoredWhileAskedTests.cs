using PromptCaching.Tests.Recordings;
using PromptCaching.Tests.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.InFlight;

/// <summary>What the store has goes to everybody who waits, each in the form that it asked for.</summary>
public sealed class StoredWhileAskedTests : IDisposable
{
    private readonly UnreliableStore _store = new();
    private readonly List<FlightUnderTest> _flights = [];

    public void Dispose() => _flights.ForEach(flight => flight.Dispose());

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stored_answer_that_one_finds_is_all_theirs(bool isStoredAsStream)
    {
        var first = Flight();
        var storing = first.AskAsync(isStoredAsStream ? Questions.Stream : Questions.Json);
        (await first.Server.NextCallAsync()).AnswerWhole(isStoredAsStream ? Answers.Stream : Answers.Message, isStoredAsStream);
        await storing;
        var second = Flight();
        var asked = new TaskCompletionSource();
        _store.OnRead = async (key, _) =>
        {
            await asked.Task;
            return _store.Entries.GetValueOrDefault(key);
        };

        var stream = second.AskAsync(Questions.Stream);
        Task<Answered>[] messages = [second.AskAsync(Questions.Json), second.AskAsync(Questions.Json)];
        second.InFlight.Should().Be(1);
        asked.SetResult();

        (await stream).IsHit.Should().BeTrue();
        (await stream).Response.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        (await stream).Report.Source.Should().Be(CallSource.ResponseCache);
        foreach (var message in await Task.WhenAll(messages))
        {
            message.IsHit.Should().BeTrue();
            message.Response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
            JsonComparer.FirstDifference(message.Text.Json(), Answers.Message.Json()).Should().BeNull();
            message.Report.Should().BeEquivalentTo(new { Source = CallSource.ResponseCache, Cost = 0m, Attempts = 0, IsComplete = true });
        }

        second.Server.Calls.Should().BeEmpty();
        second.InFlight.Should().Be(0);
    }

    [Fact]
    public async Task A_stored_answer_past_its_time_that_stands_in_for_the_API_stands_in_for_all()
    {
        var flight = Flight(options => options.ResponseCaching.StaleIfOverloaded = TimeSpan.FromHours(1));
        var storing = flight.AskAsync(Questions.Json);
        (await flight.Server.NextCallAsync()).AnswerWhole(Answers.Message);
        await storing;
        flight.Chain.Clock.Advance(TimeSpan.FromMinutes(61));

        Task<Answered>[] callers = [flight.AskAsync(Questions.Json), flight.AskAsync(Questions.Json)];
        (await flight.Server.NextCallAsync()).AnswerWhole(Answers.Overloaded, status: 529);
        var answers = await Task.WhenAll(callers);

        answers.Should().OnlyContain(answer => answer.Text == Answers.Message && answer.Header("x-promptcaching-result") == "stale");
        answers.Select(answer => answer.Report.Attempts).Should().Equal(1, 0);
        answers.Should().OnlyContain(answer => answer.Report.Cost == 0m);
    }

    private FlightUnderTest Flight(Action<ClaudeCachingOptions>? configure = null)
    {
        var flight = new FlightUnderTest(options =>
        {
            options.DistributedCache = _store;
            configure?.Invoke(options);
        });
        _flights.Add(flight);
        return flight;
    }
}
