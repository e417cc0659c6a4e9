using System.Globalization;
using System.Text;

namespace PromptCaching.Chaos.MalformedConnections;

/// <summary>Looks at what comes back over all the connections, and counts.</summary>
internal sealed class ConnectionTally(TextWriter progress)
{
    private const int MostToShow = 10;
    private const int MostOfText = 1500;

    /// <summary>What HTTP itself asks a server to say to a version that it does not speak.</summary>
    private const int UnknownVersion = 505;

    private readonly Lock _lock = new();
    private int _shown;
    private int _crashes;
    private int _misshapen;
    private int _serverErrors;
    private int _soundRefused;
    private int _leftOpen;
    private int _refusedByServer;

    public int Refused { get; private set; }

    public IReadOnlyList<Figure> Figures(string scenario, int operations) =>
    [
        Figure.Never($"{scenario}/crashes", _crashes),
        Figure.Never($"{scenario}/misshapen-errors", _misshapen),
        Figure.Never($"{scenario}/server-errors", _serverErrors),
        Figure.Never($"{scenario}/sound-requests-refused", _soundRefused),
        Figure.Never($"{scenario}/connections-left-open", _leftOpen),
        Figure.AtLeast($"{scenario}/refused", Refused, operations / 3),
        Figure.AtLeast($"{scenario}/refused-by-the-web-server", _refusedByServer, operations / 40),
    ];

    /// <summary>Judges an answer; the method is null where the bytes were no HTTP, or more than was asked.</summary>
    public void Judge(RawAnswer answer, string? method, Transmission sent, string name)
    {
        lock (_lock)
        {
            var isOfServer = method is null && !answer.IsOfEmulator;
            Refused += answer is { Status: >= 400, IsOfEmulator: true } ? 1 : 0;
            if (answer.Status >= 500 && !isOfServer)
            {
                _serverErrors++;
                Show($"{name}: {answer.Status}", answer.Body, sent);
            }

            if (sent.IsSound && answer.Status >= 400)
            {
                _soundRefused++;
                Show($"{name}: a sound request is refused", answer.Body, sent);
            }

            if (isOfServer)
            {
                _refusedByServer++;
                if (answer.Status is not ((>= 400 and < 500) or UnknownVersion))
                {
                    _misshapen++;
                    Show($"{name}: {answer.Status} from the web server", answer.Body, sent);
                }
            }
            else if (answer is { Status: >= 400, IsWhole: true } && answer.Complaint(method ?? "POST") is { } complaint)
            {
                _misshapen++;
                Show($"{name}: {complaint}", answer.Body, sent);
            }
        }
    }

    public void Crash(string name, string what, Transmission? sent = null)
    {
        lock (_lock)
        {
            _crashes++;
            Show($"{name} crashed: {what}", [], sent);
        }
    }

    public void LeftOpen(int count)
    {
        lock (_lock)
        {
            _leftOpen += count;
        }
    }

    private void Show(string what, byte[] answer, Transmission? sent)
    {
        if (_shown++ < MostToShow)
        {
            var manner = string.Create(CultureInfo.InvariantCulture, $"{sent?.Ending}, in {sent?.Pieces} pieces");
            progress.WriteLine($"{what}\n{Text(answer)}\n{manner}\n{Text(sent?.Bytes ?? [])}");
        }
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes, 0, Math.Min(bytes.Length, MostOfText));
}
