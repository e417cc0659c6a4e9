using System.Text;

namespace PromptCaching.Tests.Bodies;

/// <summary>JSON texts of every form, each the same for the same seed.</summary>
internal sealed class RandomJson(int seed)
{
    private static readonly string[] Scalars = ["true", "false", "null", "0", "-12.5", "1e3", "6.02E-23", "12345678901234567890", "\"\""];
    private static readonly string[] Pieces = ["a", " ", "é", "\U0001F600", "\\\"", "\\\\", "\\n", "\\u00e9", "\\ud83d\\ude00", "{", "]", ",", ":"];
    private readonly Random _random = new(seed);
    private readonly StringBuilder _text = new();

    public string Text()
    {
        Space();
        Value(depth: 0);
        Space();
        return _text.ToString();
    }

    private void Value(int depth)
    {
        switch (_random.Next(depth > 3 ? 2 : 4))
        {
            case 0:
                _text.Append(Scalars[_random.Next(Scalars.Length)]);
                break;
            case 1:
                String("");
                break;
            case 2:
                Members('[', ']', _ => Value(depth + 1));
                break;
            default:
                Members('{', '}', member =>
                {
                    String($"k{member}");
                    Space();
                    _text.Append(':');
                    Space();
                    Value(depth + 1);
                });
                break;
        }
    }

    private void Members(char begin, char end, Action<int> write)
    {
        _text.Append(begin);
        for (var (member, count) = (0, _random.Next(4)); member < count; member++)
        {
            Space();
            write(member);
            Space();
            _text.Append(member < count - 1 ? "," : "");
        }

        Space();
        _text.Append(end);
    }

    private void String(string start)
    {
        _text.Append('"').Append(start);
        for (var piece = _random.Next(5); piece > 0; piece--)
        {
            _text.Append(Pieces[_random.Next(Pieces.Length)]);
        }

        _text.Append('"');
    }

    private void Space() => _text.Append(_random.Next(5) switch { 0 => " ", 1 => "\r\n\t", _ => "" });
}
