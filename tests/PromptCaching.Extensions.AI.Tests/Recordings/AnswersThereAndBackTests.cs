using PromptCaching.Extensions.AI.Answers;
using PromptCaching.Extensions.AI.Tests.Support;
using PromptCaching.Tests.Recordings;
using PromptCaching.Tests.Recordings.Fixtures;
using Xunit.Abstractions;

namespace PromptCaching.Extensions.AI.Tests.Recordings;

public sealed class AnswersThereAndBackTests(ITestOutputHelper output)
{
    public static TheoryData<string> Repositories => RecordedExchanges.Repositories;

    [RecordedTheory]
    [MemberData(nameof(Repositories))]
    public void The_blocks_of_every_recorded_answer_go_back_as_they_came(string repository)
    {
        var answers = RecordedExchanges.Of(repository).Where(static exchange => exchange.IsAnswer).ToList();
        foreach (var exchange in answers)
        {
            ThereAndBack(exchange.ResponseBody, exchange.Source);
        }

        output.WriteLine($"{repository}: {answers.Count} answers");
    }

    [Theory]
    [MemberData(nameof(HandWritten.Answers), MemberType = typeof(HandWritten))]
    public void The_blocks_of_every_hand_written_answer_go_back_as_they_came(string json) => ThereAndBack(json, "hand-written");

    private static void ThereAndBack(string json, string because) =>
        RoundTrip.Of(Some.Json(json), ChatAnswer.From(Some.Answer(json), DateTimeOffset.UnixEpoch), because);
}
