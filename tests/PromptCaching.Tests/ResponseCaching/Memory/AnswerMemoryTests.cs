using PromptCaching.Bodies;
using PromptCaching.ResponseCaching.Keys;
using PromptCaching.ResponseCaching.Memory;
using PromptCaching.Storage;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Memory;

public sealed class AnswerMemoryTests
{
    private static readonly byte[] _body = Questions.Json.Utf8();
    private readonly Envelope _envelope = Of("a");
    private long _most = 1_000_000;

    [Fact]
    public void A_question_is_found_by_its_bytes_and_its_caller()
    {
        var (memory, question) = (Memory(), Question(_envelope));
        memory.Remember(question, _body);
        memory.Find(question.Fingerprint, _envelope, _body).Should().BeSameAs(question);
        memory.Find(question.Fingerprint, _envelope, _body[1..]).Should().BeNull("a fingerprint is no proof");
        memory.Find(question.Fingerprint, Of("a"), _body).Should().BeNull("another caller's envelope");
        memory.Find(new Fingerprint(1, 2), _envelope, _body).Should().BeNull();
        memory.Questions.Should().ContainSingle().Which.Question.Should().BeSameAs(question);
    }

    [Fact]
    public void It_is_remembered_by_a_copy()
    {
        var (memory, question, body) = (Memory(), Question(_envelope), (byte[])_body.Clone());
        memory.Remember(question, body);
        body[0] = (byte)'x';
        memory.Find(question.Fingerprint, _envelope, _body).Should().NotBeNull();
    }

    [Fact]
    public void A_body_for_which_there_is_no_room_is_not_remembered()
    {
        var (memory, question) = (Memory(), Question(_envelope));
        _most = _body.Length + 511;
        memory.Remember(question, _body);
        memory.Bytes.Should().Be(0);
        _most = _body.Length + 512;
        memory.Remember(question, _body);
        memory.Bytes.Should().Be(_most);
    }

    [Fact]
    public void An_answer_costs_its_bytes_and_those_of_its_key()
    {
        var memory = Memory();
        memory.Hold(new AnswerPlace("key", false), Held("1234567"));
        memory.Bytes.Should().Be(7 + (3 * 2) + 512);
    }

    [Fact]
    public void An_answer_has_a_place_for_each_form_and_is_counted_once()
    {
        var (memory, message, stream) = (Memory(), Held("1234"), Held("123456"));
        memory.Hold(new AnswerPlace("a", false), message);
        memory.Hold(new AnswerPlace("a", true), stream);
        memory.Hold(new AnswerPlace("b", true), stream);
        memory.Find(new AnswerPlace("a", false)).Should().BeSameAs(message);
        memory.Peek(new AnswerPlace("a", true)).Should().BeSameAs(stream);
        memory.Find(new AnswerPlace("b", false)).Should().BeNull();
        memory.Peek(new AnswerPlace("b", false)).Should().BeNull();
        memory.Count().Should().BeEquivalentTo(new { Entries = 2L, Bytes = 16L });
        memory.Drop(new AnswerPlace("a", true));
        memory.Peek(new AnswerPlace("a", true)).Should().BeNull();
        memory.Peek(new AnswerPlace("a", false)).Should().BeSameAs(message);
    }

    [Fact]
    public void A_key_is_dropped_in_both_forms()
    {
        var memory = Memory();
        memory.Hold(new AnswerPlace("a", false), Held("1"));
        memory.Hold(new AnswerPlace("a", true), Held("1"));
        memory.Drop(new CacheKey("a"));
        memory.Count().Entries.Should().Be(0);
        memory.Bytes.Should().Be(0);
    }

    [Fact]
    public void Who_only_looks_keeps_nothing_from_going_and_who_asks_does()
    {
        var memory = Memory();
        _most = 3 * (1 + 2 + 512);
        foreach (var key in (string[])["a", "b", "c"])
        {
            memory.Hold(new AnswerPlace(key, false), Held("1"));
        }

        memory.Peek(new AnswerPlace("a", false));
        memory.Find(new AnswerPlace("b", false));
        memory.Hold(new AnswerPlace("d", false), Held("1"));
        memory.Hold(new AnswerPlace("e", false), Held("1"));
        memory.Peek(new AnswerPlace("a", false)).Should().BeNull();
        memory.Peek(new AnswerPlace("b", false)).Should().NotBeNull();
        memory.Peek(new AnswerPlace("c", false)).Should().BeNull();
    }

    [Fact]
    public void A_question_that_is_asked_for_stays_too()
    {
        var (memory, question) = (Memory(), Question(_envelope));
        _most = _body.Length + 512 + 515;
        memory.Remember(question, _body);
        memory.Hold(new AnswerPlace("a", false), Held("1"));
        memory.Find(question.Fingerprint, _envelope, _body);
        memory.Hold(new AnswerPlace("b", false), Held("1"));
        memory.Find(question.Fingerprint, _envelope, _body).Should().NotBeNull();
        memory.Peek(new AnswerPlace("a", false)).Should().BeNull();
    }

    [Fact]
    public void A_body_is_seen_from_its_second_time_on_until_another_takes_its_place()
    {
        var memory = Memory();
        memory.HasSeen(new Fingerprint(5, 1)).Should().BeFalse();
        memory.HasSeen(new Fingerprint(5, 1)).Should().BeTrue();
        memory.HasSeen(new Fingerprint(6, 1)).Should().BeFalse();
        memory.HasSeen(new Fingerprint(5 + (1 << 15), 2)).Should().BeFalse();
        memory.HasSeen(new Fingerprint(5, 1)).Should().BeFalse();
    }

    [Fact]
    public void Hits_are_counted_answer_by_answer()
    {
        var held = Held("1");
        (held.Hits, held.ClearingsVersion).Should().Be((0L, -1));
        held.CountHit();
        held.CountHit();
        held.Hits.Should().Be(2);
    }

    private static HeldAnswer Held(string body) => new(new CacheEntry(body.Utf8()), new AnswerOutline());

    private static Question Question(Envelope envelope) =>
        PromptCaching.ResponseCaching.Keys.Question.Read(_body, new Fingerprint(7, 8), envelope, default)!;

    private static Envelope Of(string key) => new Envelopes(static () => CacheSecrets.FromKeys)
        .Of(new Caller("POST", "https://a", null, "v", null, null, null, "sk-ant-api-" + key, null, null, null))!;

    private AnswerMemory Memory() => new(() => _most);
}
