using BatchRun.Sending;

namespace BatchRun.Tests.Sending;

public sealed class CallsInFlightTests
{
    [Fact]
    public void What_was_begun_and_is_not_recorded_is_in_flight() =>
        Of(["a"], Started("a"), Started("b"), Started("c"), new JournalLine { Answered = "a" }).Should().Equal("b", "c");

    [Fact]
    public void What_failed_is_not_in_flight_unless_it_was_begun_again()
    {
        Of([], Started("a"), new JournalLine { Failed = "a" }).Should().BeEmpty();
        Of([], Started("a"), new JournalLine { Failed = "a" }, Started("a")).Should().Equal("a");
    }

    [Fact]
    public void An_answer_that_is_in_the_journal_and_not_in_the_checkpoint_is_asked_again() =>
        Of([], Started("a"), new JournalLine { Answered = "a" }).Should().Equal("a");

    private static JournalLine Started(string name) => new() { Started = name };

    private static IReadOnlyList<string> Of(string[] recorded, params JournalLine[] journal) => CallsInFlight.Of(journal, recorded.Contains);
}
