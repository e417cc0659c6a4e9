using System.Text;

namespace QuickStart;

/// <summary>Writes text that arrives in pieces, indented and broken between words, each word as soon as it is whole.</summary>
internal sealed class Paragraph(TextWriter screen, int indent)
{
    private readonly StringBuilder _word = new();
    private int _column;

    public void Write(string piece)
    {
        foreach (var character in piece)
        {
            // Control characters go the way of white space: text out of a file must not steer a terminal.
            if (char.IsWhiteSpace(character) || char.IsControl(character))
            {
                EndWord();
            }
            else
            {
                _word.Append(character);
            }
        }

        screen.Flush();
    }

    public void End()
    {
        EndWord();
        screen.WriteLine();
    }

    private void EndWord()
    {
        while (_word.Length > 0)
        {
            var length = Math.Min(_word.Length, Screen.Width - indent);
            StartWord(length);
            screen.Write(_word.ToString(0, length));
            _word.Remove(0, length);
            _column += length;
        }
    }

    private void StartWord(int length)
    {
        if (_column > 0 && _column + 1 + length <= Screen.Width)
        {
            screen.Write(' ');
            _column++;
            return;
        }

        if (_column > 0)
        {
            screen.WriteLine();
        }

        screen.Write(new string(' ', indent));
        _column = indent;
    }
}
