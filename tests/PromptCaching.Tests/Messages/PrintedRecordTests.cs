using System.Text;
using PromptCaching.Messages;

namespace PromptCaching.Tests.Messages;

public sealed class PrintedRecordTests
{
    [Fact]
    public void A_record_without_extra_fields_prints_what_it_has() =>
        new TokenCount { InputTokens = 14 }.ToString().Should().Be("TokenCount { InputTokens = 14 }");

    [Fact]
    public void Extra_fields_are_printed_as_the_JSON_that_they_are() =>
        TokenCountOf("""{"input_tokens":14,"images":{"tokens":3},"note":null}""").ToString()
            .Should().Be("""TokenCount { ExtraFields = {"images":{"tokens":3},"note":null}, InputTokens = 14 }""");

    private static TokenCount TokenCountOf(string json) => TokenCount.Parse(Encoding.UTF8.GetBytes(json));
}
