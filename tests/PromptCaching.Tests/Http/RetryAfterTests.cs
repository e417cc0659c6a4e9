using PromptCaching.Http;

namespace PromptCaching.Tests.Http;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("retry-after", "7", 7)]
    [InlineData("retry-after", "0.25", 0.25)]
    [InlineData("retry-after", "-5", 0)]
    [InlineData("retry-after-ms", "1500", 1.5)]
    [InlineData("retry-after", "Fri, 20 Nov 2026 12:01:00 GMT", 60)]
    [InlineData("retry-after", "Fri, 20 Nov 2026 11:00:00 GMT", 0)]
    public void Every_form_is_read(string header, string value, double seconds) => Of((header, value)).Should().Be(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData("soon")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("")]
    public void What_cannot_be_read_is_nothing(string value) => Of(("retry-after", value)).Should().BeNull();

    [Fact]
    public void Milliseconds_come_first() => Of(("retry-after", "9"), ("retry-after-ms", "100")).Should().Be(TimeSpan.FromMilliseconds(100));

    [Fact]
    public void No_header_is_nothing() => Of().Should().BeNull();

    private static TimeSpan? Of(params (string Name, string Value)[] headers)
    {
        using var response = new HttpResponseMessage();
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return RetryAfter.Of(response, _now);
    }
}
