using PromptCaching.AspNetCore.Tests.Support;

namespace PromptCaching.AspNetCore.Tests.Dashboard;

/// <summary>A reader of the dashboard's events, who lets time go by until the next one comes.</summary>
internal sealed class OpenedEvents(GatewayUnderTest gateway, HttpResponseMessage response, StreamReader reader) : IDisposable
{
    public static async Task<OpenedEvents> OpenAsync(GatewayUnderTest gateway)
    {
        var response = await gateway.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/claude/dashboard/events"));
        response.Content.Headers.ContentType!.MediaType.Should().Be("text/event-stream");
        return new OpenedEvents(gateway, response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    /// <summary>The next line of data, or a comment; <see langword="null"/> at the end.</summary>
    public async Task<string?> NextAsync()
    {
        string? line;
        do
        {
            var reading = reader.ReadLineAsync();
            await GatewayUnderTest.UntilAsync(() =>
            {
                gateway.Clock.Advance(TimeSpan.FromMilliseconds(1));
                return reading.IsCompleted;
            });
            line = await reading;
        }
        while (line is not null && (line.Length == 0 || line.StartsWith("retry", StringComparison.Ordinal)));

        return line;
    }

    public void Dispose()
    {
        reader.Dispose();
        response.Dispose();
    }
}
