using System.Text.Json;
using PromptCaching.Bodies;

namespace PromptCaching.Tests.Bodies;

public sealed class JsonTextTests
{
    [Fact]
    public void A_string_reads_as_the_platform_reads_it()
    {
        var random = new Random(7);
        for (var run = 0; run < 2000; run++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(20)).Select(_ => (char)random.Next(0x20, 0xD7FF))]) + "\n\"\\/\t\b\f\r\U0001F600";
            var json = JsonSerializer.SerializeToUtf8Bytes(text);

            JsonText.Read(json.AsSpan(1..^1)).Should().Be(text);
        }
    }

    [Fact]
    public void Halves_of_a_pair_find_each_other() =>
        (JsonText.Read(@"a\ud83d"u8) + JsonText.Read(@"\ude00b"u8)).Should().Be("a\U0001F600b");
}
