using BatchRun.Webhooks;
using PromptCaching.Testing;

namespace BatchRun.Tests.Webhooks;

public sealed class WebhookTests : IDisposable
{
    private readonly ManualTimeProvider _clock = new();
    private readonly HttpClient _http = new();

    [Fact]
    public async Task The_receiver_can_tell_who_sent_the_note_and_when()
    {
        await using var receiver = await Receiver.StartAsync();

        (await SendAsync(receiver.Url)).Should().Be(new WebhookOutcome(IsDelivered: true, Attempts: 1, Error: null));

        var note = receiver.Notes.Should().ContainSingle().Subject;
        note.Timestamp.Should().Be("1767225600", "the clock stands at the beginning of 2026");
        Signature.IsGood(note.Signature, "secret", "run_1", note.Timestamp, """{"finished":true}""").Should().BeTrue();
        note.Body.Should().Be("""{"finished":true}""");
    }

    [Fact]
    public async Task A_receiver_that_fails_is_told_again_under_the_same_id_and_at_a_later_time()
    {
        await using var receiver = await Receiver.StartAsync(500, 503);

        (await SendAsync(receiver.Url)).Should().Be(new WebhookOutcome(IsDelivered: true, Attempts: 3, Error: null));

        receiver.Notes.Select(static note => note.Id).Should().Equal("run_1", "run_1", "run_1");
        receiver.Notes.Select(static note => note.Timestamp).Should().Equal("1767225600", "1767225601", "1767225603");
        receiver.Notes.Should().OnlyContain(static note => Signature.IsGood(note.Signature, "secret", note.Id, note.Timestamp, note.Body));
    }

    [Fact]
    public async Task A_receiver_that_keeps_failing_is_an_outcome_not_an_exception()
    {
        await using var receiver = await Receiver.StartAsync(500, 500, 500, 400);

        (await SendAsync(receiver.Url)).Should().Be(new WebhookOutcome(IsDelivered: false, Attempts: 4, "the receiver answered 400."));
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_is_an_outcome_too()
    {
        var receiver = await Receiver.StartAsync();
        var url = receiver.Url;
        await receiver.DisposeAsync();

        (await SendAsync(url)).Should().Match<WebhookOutcome>(static outcome => !outcome.IsDelivered && outcome.Attempts == 4 && outcome.Error != null);
    }

    [Fact]
    public async Task Who_ends_the_program_while_it_tells_loses_no_report()
    {
        await using var receiver = await Receiver.StartAsync(500);
        using var ending = new CancellationTokenSource();
        var sending = new Webhook(_http, receiver.Url, "secret", _clock).SendAsync("run_1", "{}", ending.Token);
        while (receiver.Notes.IsEmpty)
        {
            await Task.Yield();
        }

        await ending.CancelAsync();

        (await sending).Should().Be(new WebhookOutcome(IsDelivered: false, Attempts: 1, "somebody ended the program."));
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Moves the clock whenever the webhook waits for it.</summary>
    private async Task<WebhookOutcome> SendAsync(Uri url)
    {
        var sending = new Webhook(_http, url, "secret", _clock).SendAsync("run_1", """{"finished":true}""", CancellationToken.None);
        while (!sending.IsCompleted)
        {
            if (!_clock.AdvanceToNextTimer())
            {
                await Task.Yield();
            }
        }

        return await sending;
    }
}
