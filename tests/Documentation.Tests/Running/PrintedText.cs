using System.Text;

namespace Documentation.Tests.Running;

/// <summary>What an example prints, for as long as this lives; others that run at the same time print elsewhere.</summary>
internal sealed class PrintedText : IDisposable
{
    private static readonly AsyncLocal<StringBuilder?> _current = new();
    private readonly StringBuilder _text = new();

    static PrintedText() => Console.SetOut(new Router(Console.Out));

    private PrintedText() => _current.Value = _text;

    public static PrintedText Begin() => new();

    public void Dispose() => _current.Value = null;

    public override string ToString() => _text.ToString().ReplaceLineEndings("\n").TrimEnd();

    private sealed class Router(TextWriter others) : TextWriter
    {
        public override Encoding Encoding => others.Encoding;

        public override void Write(char value)
        {
            if (_current.Value is { } text)
            {
                text.Append(value);
            }
            else
            {
                others.Write(value);
            }
        }
    }
}
