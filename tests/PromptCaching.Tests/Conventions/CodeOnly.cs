using System.Text;
using System.Text.RegularExpressions;

namespace PromptCaching.Tests.Conventions;

/// <summary>C# source without its comments and without the text of its literals; lines and the code inside interpolations stay.</summary>
internal sealed partial class CodeOnly
{
    private readonly string _source;
    private readonly StringBuilder _code = new();
    private int _at;

    private CodeOnly(string source) => _source = source;

    public static string Of(string source)
    {
        var reader = new CodeOnly(source);
        reader.ReadCode(insideHole: false);
        return reader._code.ToString();
    }

    private void ReadCode(bool insideHole)
    {
        var depth = 0;
        while (_at < _source.Length)
        {
            var current = _source[_at];
            if (insideHole && depth == 0 && current == '}')
            {
                return;
            }

            depth += current switch { '{' => 1, '}' => -1, _ => 0 };
            if (StartOfComment().Match(_source, _at) is { Success: true } comment)
            {
                Skip(comment.Length);
            }
            else if (StartOfString().Match(_source, _at) is { Success: true } start)
            {
                ReadString(start.Groups["marks"].Value, start.Groups["quotes"].Length);
            }
            else if (Character().Match(_source, _at) is { Success: true } character)
            {
                _code.Append("''");
                Skip(character.Length);
            }
            else
            {
                _code.Append(current);
                _at++;
            }
        }
    }

    private void ReadString(string marks, int quotes)
    {
        var holes = marks.Count(mark => mark == '$');
        var verbatim = marks.Contains('@', StringComparison.Ordinal);
        var raw = !verbatim && quotes >= 3;
        var fence = new string('"', raw ? quotes : 1);

        _code.Append("\"\"");
        Skip(marks.Length + fence.Length);
        while (_at < _source.Length && !EndsHere(fence, verbatim))
        {
            if (holes > 0 && _source[_at] == '{' && OpensHole(raw ? holes : 1, raw))
            {
                _code.Append(' ');
                ReadCode(insideHole: true);
                Skip(raw ? holes : 1);
                _code.Append(' ');
            }
            else
            {
                var escaped = (!raw && !verbatim && _source[_at] == '\\') || (verbatim && _source[_at] == '"');
                Skip(escaped ? 2 : 1);
            }
        }

        Skip(fence.Length);
    }

    private bool EndsHere(string fence, bool verbatim) =>
        string.CompareOrdinal(_source, _at, fence, 0, fence.Length) == 0
        && !(verbatim && _at + 1 < _source.Length && _source[_at + 1] == '"');

    private bool OpensHole(int length, bool raw)
    {
        var run = 0;
        while (_at + run < _source.Length && _source[_at + run] == '{')
        {
            run++;
        }

        var opens = raw ? run >= length : run % 2 == 1;
        Skip(opens ? run : run - 1);
        return opens;
    }

    private void Skip(int count)
    {
        for (var end = Math.Min(_at + count, _source.Length); _at < end; _at++)
        {
            if (_source[_at] == '\n')
            {
                _code.Append('\n');
            }
        }
    }

    [GeneratedRegex(@"\G(//[^\n]*|/\*.*?\*/)", RegexOptions.Singleline)]
    private static partial Regex StartOfComment();

    [GeneratedRegex(@"\G(?<marks>[$@]*)(?<quotes>""+)")]
    private static partial Regex StartOfString();

    [GeneratedRegex(@"\G'(\\[^\n']+|\\'|[^'\\\n])'")]
    private static partial Regex Character();
}
