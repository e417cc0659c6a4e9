using System.Net.Http.Headers;
using System.Text;

namespace PromptCaching.Chaos.MalformedRequests;

/// <summary>Sends, looks at what comes back, and counts.</summary>
internal sealed class Tally(TextWriter progress)
{
    private const int MostToShow = 10;
    private const int MostOfBody = 2000;
    private int _shown;
    private int _crashes;
    private int _misshapen;
    private int _serverErrors;
    private int _soundRefused;

    public int Refused { get; private set; }

    public async Task SendSoundAsync(HttpMessageInvoker client, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await client.SendAsync(request, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            _soundRefused++;
            await ShowAsync("a sound request is refused", await response.Content.ReadAsStringAsync(cancellationToken), request);
        }
    }

    public async Task SendAsync(HttpMessageInvoker client, HttpRequestMessage request, int operation, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await client.SendAsync(request, cancellationToken);
            await JudgeAsync(response, await response.Content.ReadAsByteArrayAsync(cancellationToken), request, operation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            _crashes++;
            await ShowAsync($"operation {operation} crashed", exception.ToString(), request);
        }
    }

    public IReadOnlyList<Figure> Figures(string scenario, int operations) =>
    [
        Figure.Never($"{scenario}/crashes", _crashes),
        Figure.Never($"{scenario}/misshapen-errors", _misshapen),
        Figure.Never($"{scenario}/server-errors", _serverErrors),
        Figure.Never($"{scenario}/sound-requests-refused", _soundRefused),
        Figure.AtLeast($"{scenario}/refused", Refused, operations / 2),
    ];

    private async Task JudgeAsync(HttpResponseMessage response, byte[] body, HttpRequestMessage request, int operation)
    {
        var status = (int)response.StatusCode;
        Refused += status >= 400 ? 1 : 0;
        _serverErrors += status >= 500 ? 1 : 0;
        if (status >= 400 && ErrorShape.Complaint(response, body) is { } complaint)
        {
            _misshapen++;
            await ShowAsync($"operation {operation}: {complaint}", Encoding.UTF8.GetString(body), request);
        }
    }

    private async Task ShowAsync(string what, string details, HttpRequestMessage request)
    {
        if (_shown++ < MostToShow)
        {
            var body = request.Content is { } content ? await content.ReadAsStringAsync() : "no body";
            await progress.WriteLineAsync($"{what}\n{details}\n{request.Method} {request.RequestUri} {Head(request.Headers)}\n{body[..Math.Min(body.Length, MostOfBody)]}");
        }
    }

    private static string Head(HttpRequestHeaders headers) => headers.ToString().ReplaceLineEndings("; ");
}
