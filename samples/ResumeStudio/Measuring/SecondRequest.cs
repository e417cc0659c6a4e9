using System.Globalization;
using PromptCaching.Testing;
using ResumeStudio.Configuration;
using ResumeStudio.Endpoints;

namespace ResumeStudio.Measuring;

/// <summary>Asks the same twice over HTTP, of an emulator whose answers take a second, and prints how the times compare.</summary>
internal static class SecondRequest
{
    private const double Target = 0.05;

    private static readonly StudioRequest _request = new(
        "Ada Example\n\nSummary\nEngineer for web services.\n\nExperience\n- Responsible for building C# services on PostgreSQL\n- Worked on Docker images\n",
        "We look for an engineer with C#, PostgreSQL, Docker and Kubernetes for our payments platform.",
        null,
        null);

    public static async Task<int> MeasureAsync()
    {
        await using var studio = StudioApplication.Create(
        [
            "--port=0", $"--{StudioEnvironment.EmulatorDelay}=1000", $"--{StudioEnvironment.EmulatorEventDelay}=0", $"--{StudioEnvironment.ApiKey}=",
            $"--{StudioEnvironment.Directory}=", $"--{StudioEnvironment.RedisUrl}=", "--Logging:LogLevel:Default=Warning",
        ]);
        await studio.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(studio.Urls.First()) };

        // Loads the program; a first request of a process takes longer than the first of a question.
        await http.GetStringAsync(new Uri("/api/v1/cache/stats", UriKind.Relative));
        var first = await TimeAsync(http);
        var second = await TimeAsync(http);
        var calls = studio.Services.GetRequiredService<ClaudeEmulator>().Calls.Count;
        var ratio = second / first;
        var isOk = ratio <= Target && calls == 1;
        var times = string.Create(CultureInfo.InvariantCulture, $"\"first_ms\":{first.TotalMilliseconds:0.0},\"second_ms\":{second.TotalMilliseconds:0.0}");
        var verdict = string.Create(CultureInfo.InvariantCulture, $"\"ratio\":{ratio:0.0000},\"target\":{Target},\"sense\":\"max\"");
        Console.WriteLine($$"""{"name":"resume-second-request",{{times}},{{verdict}},"calls":{{calls}},"ok":{{(isOk ? "true" : "false")}}}""");
        return isOk ? 0 : 1;
    }

    private static async Task<TimeSpan> TimeAsync(HttpClient http)
    {
        var started = TimeProvider.System.GetTimestamp();
        using var response = await http.PostAsJsonAsync(new Uri("/api/v1/generate", UriKind.Relative), _request, StudioJson.Default.StudioRequest);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync();
        return TimeProvider.System.GetElapsedTime(started);
    }
}
