using System.Text;
using System.Text.Json;
using PromptCaching.Messages.Batches;
using PromptCaching.Messages.Json;
using PromptCaching.Tests.Recordings;

namespace PromptCaching.Tests.Messages.Batches;

public sealed class MessageBatchTests
{
    private const string Batch =
        """
        {"id":"msgbatch_1","type":"message_batch","processing_status":"ended","request_counts":{"processing":0,"succeeded":3,"errored":1,"canceled":0,"expired":2},
         "created_at":"2026-11-20T10:00:00.123456+00:00","expires_at":"2026-11-21T10:00:00Z","ended_at":"2026-11-20T11:00:00Z","cancel_initiated_at":null,
         "archived_at":null,"results_url":"https://api.anthropic.com/v1/messages/batches/msgbatch_1/results"}
        """;

    [Fact]
    public void A_batch_says_how_far_it_has_come()
    {
        var batch = MessageBatch.Parse(Encoding.UTF8.GetBytes(Batch));

        batch.HasEnded.Should().BeTrue();
        batch.RequestCounts.Should().Be(new BatchRequestCounts { Processing = 0, Succeeded = 3, Errored = 1, Canceled = 0, Expired = 2 });
        batch.EndedAt.Should().Be(new DateTimeOffset(2026, 11, 20, 11, 0, 0, TimeSpan.Zero));
        batch.CancelInitiatedAt.Should().BeNull();
    }

    [Theory]
    [InlineData(Batch)]
    [InlineData("{}")]
    [InlineData("""{"id":1,"processing_status":"paused","request_counts":{"processing":1.0,"skipped":2},"created_at":"yesterday","ended_at":5,"new":{"a":[1.50]}}""")]
    public void Nothing_of_a_batch_is_lost_or_invented_whatever_the_shape(string json) => Same(json, WireJson.ToUtf8Bytes(MessageBatch.Parse(Encoding.UTF8.GetBytes(json)).WriteTo));

    [Theory]
    [InlineData("""{"type":"succeeded","message":{"type":"message","content":[{"type":"text","text":"a"}],"new":1},"more":2}""", typeof(SucceededOutcome))]
    [InlineData("""{"type":"errored","error":{"type":"error","error":{"type":"overloaded_error","message":"Busy"},"request_id":"req_1"}}""", typeof(ErroredOutcome))]
    [InlineData("""{"type":"canceled","why":"asked"}""", typeof(CanceledOutcome))]
    [InlineData("""{"type":"expired"}""", typeof(ExpiredOutcome))]
    [InlineData("""{"type":"postponed","until":[1.0]}""", typeof(UnknownOutcome))]
    [InlineData("""{"type":"succeeded","message":"text"}""", typeof(UnknownOutcome))]
    [InlineData("""{}""", typeof(UnknownOutcome))]
    public void A_result_of_any_kind_survives(string outcome, Type kind)
    {
        var json = $$"""{"custom_id":"a-1","result":{{outcome}},"line":7}""";
        var result = MessageBatchResult.Parse(Encoding.UTF8.GetBytes(json));

        result.Result.Should().BeOfType(kind);
        Same(json, WireJson.ToUtf8Bytes(result.WriteTo));
        JsonSerializer.Serialize<BatchOutcome>(result.Result).Should().StartWith("{");
    }

    [Theory]
    [InlineData("""{"type":"errored","error":{"type":"error","error":{"type":"overloaded_error","message":"Busy"}}}""", "overloaded_error", "Busy")]
    [InlineData("""{"type":"errored","error":"no"}""", null, null)]
    [InlineData("""{"type":"errored","error":{"error":{"type":7}}}""", null, null)]
    public void An_error_says_its_kind_if_it_has_one(string outcome, string? type, string? message)
    {
        var errored = (ErroredOutcome)WireJson.Parse<BatchOutcome>(Encoding.UTF8.GetBytes(outcome));

        (errored.ErrorKind, errored.ErrorMessage).Should().Be((type, message));
    }

    [Fact]
    public void An_instant_can_be_set()
    {
        var batch = new MessageBatch { CreatedAt = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(2)) };

        RoundTrip.Write(batch).Should().Contain("\"created_at\":\"2026-11-20T10:00:00Z\"");
    }

    [Fact]
    public void A_request_of_a_batch_is_read_back_as_it_was_written()
    {
        const string Json = """{"custom_id":"a","params":{"model":"m","messages":[{"role":"user","content":"Hi"}]}}""";

        RoundTrip.Write(WireJson.Parse<MessageBatchRequest>(Encoding.UTF8.GetBytes(Json))).Should().Be(Json);
    }

    private static void Same(string json, byte[] written)
    {
        using var expected = JsonDocument.Parse(json);
        using var actual = JsonDocument.Parse(written);
        JsonComparer.FirstDifference(expected.RootElement, actual.RootElement).Should().BeNull();
    }
}
