using System.Text;
using PromptCaching.Guardrails.Redaction.Restoring;

namespace PromptCaching.Guardrails.Tests.Redaction.Restoring;

public sealed class DeltaPlaceTests
{
    [Fact]
    public void It_finds_the_inside_of_the_text_that_a_delta_appends()
    {
        var data = """{"type":"content_block_delta","index":3,"delta":{"type":"text_delta","text":"Hi"}}""";

        var place = DeltaPlace.Find(Encoding.UTF8.GetBytes(data), out var stopped)!.Value;

        (place.Block, place.Escaping, data.Substring(place.Start, place.Length), stopped).Should().Be((3, Escaping.None, "Hi", -1));
    }

    [Theory]
    [InlineData("{\"type\":\"content_block_delta\",\"in\\ud800dex\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"Hi\"}}")]
    [InlineData("{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"ty\\udc00pe\":1}}")]
    [InlineData("{\"type\":")]
    [InlineData("[]")]
    public void What_cannot_be_read_is_handed_on_as_it_came(string data) =>
        DeltaPlace.Find(Encoding.UTF8.GetBytes(data), out _).Should().BeNull();
}
