using System.Runtime.CompilerServices;
using PromptCaching.Bodies;
using PromptCaching.ResponseCaching.InFlight;

namespace PromptCaching.Tests.ResponseCaching.InFlight;

/// <summary>Everybody reads at their own pace; what all have read is gone, and what is too long is joined by nobody.</summary>
public sealed class SlowReaderTests : IDisposable
{
    private const int Maximum = 1024;
    private static readonly string _long = string.Concat(Answers.Events[..2])
        + string.Concat(Enumerable.Repeat(Answers.Events[2], 50))
        + string.Concat(Answers.Events[3..]);

    private readonly FlightUnderTest _flight = new(options => options.ResponseCaching.MaxAnswerBytes = Maximum);

    public void Dispose() => _flight.Dispose();

    [Fact]
    public async Task Who_never_reads_keeps_nobody_waiting()
    {
        var never = _flight.SendAsync(Questions.Stream);
        var quick = _flight.AskAsync(Questions.Stream);
        (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Stream, isStream: true);

        (await quick).Text.Should().Be(Answers.Stream);
        (await never).Dispose();
        _flight.InFlight.Should().Be(0);
    }

    [Fact]
    public async Task Who_reads_later_gets_everything()
    {
        var slow = _flight.SendAsync(Questions.Stream);
        var quick = _flight.AskAsync(Questions.Stream);
        (await _flight.Server.NextCallAsync()).AnswerWhole(_long, isStream: true);
        (await quick).Text.Should().Be(_long);

        (await FlightUnderTest.ReadAsync(await slow)).Text.Should().Be(_long);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_joined_no_more_and_not_stored()
    {
        var first = _flight.SendAsync(Questions.Stream);
        var second = _flight.AskAsync(Questions.Stream);
        var call = await _flight.Server.NextCallAsync();
        call.Answer(isStream: true).Send(_long[..(Maximum + 1)]);
        await using var stream = await (await first).Content.ReadAsStreamAsync();
        var read = await FlightUnderTest.ReadPieceAsync(stream);

        var late = _flight.AskAsync(Questions.Stream);
        var another = await _flight.Server.NextCallAsync();
        call.Send(_long[(Maximum + 1)..]).End();
        another.AnswerWhole(_long, isStream: true);

        (await second).Text.Should().Be(_long);
        (await late).Text.Should().Be(_long);
        using var rest = new StreamReader(stream);
        (read + await rest.ReadToEndAsync()).Should().Be(_long);
        _flight.InFlight.Should().Be(0);
        var next = _flight.AskAsync(Questions.Stream);
        (await _flight.Server.NextCallAsync()).AnswerWhole(_long, isStream: true);
        (await next).IsHit.Should().BeFalse();
    }

    [Fact]
    public async Task What_all_have_read_is_not_kept()
    {
        var body = new GatedStream();
        using var response = new HttpResponseMessage { Content = new ResponseTap(new StreamContent(body)) };
        using var shared = new SharedAnswer(
            response, (ResponseTap)response.Content, Maximum, static (_, _) => ValueTask.CompletedTask, static () => { }, CancellationToken.None);
        var (content, first) = Board(shared);
        using var owned = content;
        await using var stream = await content.ReadAsStreamAsync();
        var buffer = new byte[ushort.MaxValue];
        for (var piece = 0; piece < 10; piece++)
        {
            body.Send(new byte[ushort.MaxValue]);
            await stream.ReadExactlyAsync(buffer);
        }

        GC.Collect();
        first.IsAlive.Should().BeFalse();
        shared.Beginning.Should().BeNull();
    }

    [Fact]
    public async Task An_answer_that_was_read_away_cannot_be_read_again()
    {
        var asking = _flight.SendAsync(Questions.Stream);
        (await _flight.Server.NextCallAsync()).AnswerWhole(Answers.Stream, isStream: true);
        using var response = await asking;
        await response.Content.CopyToAsync(Stream.Null);

        await response.Content.Invoking(it => it.CopyToAsync(Stream.Null)).Should().ThrowAsync<InvalidOperationException>();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (SharedContent Content, WeakReference First) Board(SharedAnswer shared)
    {
        var beginning = shared.Beginning!.Value;
        return (new SharedContent(shared, beginning, static () => { }, static () => { }), new WeakReference(beginning.Chunk));
    }
}
