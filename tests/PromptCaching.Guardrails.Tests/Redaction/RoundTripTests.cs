using PromptCaching.Guardrails.Tests.Support;

namespace PromptCaching.Guardrails.Tests.Redaction;

/// <summary>What holds for every conversation; they are made by chance, each from its seed.</summary>
public sealed class RoundTripTests
{
    private const int Runs = 300;

    [Fact]
    public void Redacting_and_restoring_gives_back_exactly_what_stood_there()
    {
        for (var seed = 0; seed < Runs; seed++)
        {
            var turns = SomeText.Turns(seed);
            var redacted = Redacting.With().Redact(Asked.Conversation(turns));

            for (var turn = 0; turn < turns.Length; turn++)
            {
                redacted.RestoreText(Asked.TurnOf(redacted.Body, turn)).Should().Be(turns[turn], "seed {0}", seed);
            }
        }
    }

    [Fact]
    public void Appended_turns_keep_every_byte_of_the_prefix()
    {
        for (var seed = 0; seed < Runs; seed++)
        {
            var turns = SomeText.Turns(seed);
            var whole = Redacting.With().Redact(Asked.Conversation(turns)).Body.Utf8();

            for (var count = 1; count < turns.Length; count++)
            {
                var part = Redacting.With().Redact(Asked.Conversation(turns[..count])).Body.Utf8();
                whole.Should().StartWith(part[..^"]}".Length], "seed {0}, {1} turns", seed, count);
            }
        }
    }

    [Fact]
    public void What_is_redacted_already_stays_byte_for_byte()
    {
        for (var seed = 0; seed < Runs; seed++)
        {
            var once = Redacting.With().Redact(Asked.Conversation(SomeText.Turns(seed))).Body;

            Redacting.With().Redact(once).Body.Utf8().Should().Be(once.Utf8(), "seed {0}", seed);
        }
    }

    [Fact]
    public void No_value_is_left_in_the_body()
    {
        for (var seed = 0; seed < Runs; seed++)
        {
            var redacted = Redacting.With().Redact(Asked.Conversation(SomeText.Turns(seed))).Body.Utf8();

            foreach (var value in SomeText.Values)
            {
                redacted.Should().NotContain(value, "seed {0}", seed);
            }
        }
    }

    [Fact]
    public void An_answer_that_was_restored_goes_out_again_as_it_came_in()
    {
        for (var seed = 0; seed < Runs; seed++)
        {
            var question = SomeText.Turns(seed)[0];
            var redacted = Redacting.With().Redact(Asked.Conversation(question));
            var answer = "Sure: " + Asked.TurnOf(redacted.Body, 0) + ", as you said";

            var next = Redacting.With().Redact(Asked.Conversation(question, redacted.RestoreText(answer), "Thanks")).Body;

            Asked.TurnOf(next, 1).Should().Be(answer, "seed {0}", seed);
        }
    }
}
