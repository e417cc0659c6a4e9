using System.Diagnostics;
using System.Text;
using System.Text.Json;
using PromptCaching.Guardrails.Redaction;

namespace PromptCaching.Benchmarks.Guardrails;

/// <summary>Redacts text that was made to be slow: ten times as much is to take ten times as long.</summary>
internal sealed class HostileRedaction : IRatio
{
    public const string FigureName = "redaction-hostile-10mb";
    private const int Rounds = 3;
    private const int Megabyte = 1 << 20;

    private static readonly string[] _pieces =
        ["1 ", "1.", "2::", "a@a.", "a://b:", "+1 ", "tel 1", "eyJ.", "password=", "-----BEGIN ", "[EMAIL_1", "sk-a", "DE12 ", "4111 ", "@", "Bearer a"];

    private readonly PiiRedactor _redactor = new(new RedactionOptions());
    private readonly byte[] _long = Body(10 * Megabyte);
    private readonly byte[] _short = Body(Megabyte);

    public string Name => FigureName;

    public string Against => "a tenth of the text";

    public double Target => 12;

    public void Ours() => _redactor.Redact(_long);

    public void Reference() => _redactor.Redact(_short);

    public double Measure()
    {
        // The first calls compile the code; rounds by turns, so that a busy machine slows both.
        Reference();
        Reference();
        var (longest, shortest) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < Rounds; round++)
        {
            longest = Math.Min(longest, Time(Ours));
            shortest = Math.Min(shortest, Time(Reference));
        }

        return longest / shortest;
    }

    private static double Time(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }

    private static byte[] Body(int length)
    {
        var text = new StringBuilder(length);
        foreach (var piece in _pieces)
        {
            text.Insert(text.Length, piece, length / _pieces.Length / piece.Length);
        }

        return Encoding.UTF8.GetBytes($$"""{"messages":[{"role":"user","content":{{JsonSerializer.Serialize(text.ToString())}}}]}""");
    }
}
