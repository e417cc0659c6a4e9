using PromptCaching.ResponseCaching.Warming;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Warming;

public sealed class JsonLinesTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "1:a")]
    [InlineData("a\n", "1:a")]
    [InlineData("a\r\n\r\n b \nc", "1:a 3:b 4:c")]
    [InlineData("\ufeffa\n\ufeffb", "1:a 2:\ufeffb")]
    [InlineData("0123456789", "1:0123456789")]
    [InlineData("0123456789\n0123456789", "1:0123456789 2:0123456789")]
    [InlineData("01234567890", "1:")]
    [InlineData("a\n01234567890123456789012345678901234567890\nb", "1:a 2: 3:b")]
    [InlineData("01234567890\n", "1:")]
    public async Task Lines_are_told_by_number_and_those_that_are_too_long_by_number_alone(string text, string expected)
    {
        foreach (var piece in (int[])[1, 2, 3, 7, 100])
        {
            var lines = new List<string>();
            await foreach (var line in JsonLines.ReadAsync(new ChunkedStream(text.Utf8(), () => piece), longest: 10, CancellationToken.None))
            {
                lines.Add($"{line.Number}:{line.Bytes?.Utf8()}");
            }

            string.Join(' ', lines).Should().Be(expected, "in pieces of {0}", piece);
        }
    }
}
