using System.Globalization;
using System.Text;
using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.NearEqualRequests;

/// <summary>Writes one value in one of the many spellings that JSON has for it.</summary>
/// <param name="chance">Chooses among the spellings; <see langword="null"/> for the plain one.</param>
internal sealed class SpellingWriter(Random? chance)
{
    private const int OneEscapedTextIn = 6;
    private const int OneEscapeIn = 12;
    private const int LongestEscaped = 2000;
    private static readonly string[] Spaces = [" ", "\n", "\t", "\r\n", "  "];
    private readonly StringBuilder _output = new(4096);
    private readonly bool _isSpaced = chance is not null && chance.OneIn(2);
    private readonly bool _isShuffled = chance is not null && chance.OneIn(2);

    public static byte[] Write(Tree tree, Random? chance)
    {
        var writer = new SpellingWriter(chance);
        writer.Space();
        writer.Value(tree);
        writer.Space();
        return Encoding.UTF8.GetBytes(writer._output.ToString());
    }

    private void Value(Tree tree)
    {
        switch (tree.Kind)
        {
            case TreeKind.Object:
                Object(tree);
                break;
            case TreeKind.Array:
                Array(tree);
                break;
            case TreeKind.Text:
                Text(tree.Value);
                break;
            case TreeKind.Number:
                _output.Append(chance is null || !chance.OneIn(2) ? tree.Value : NumberSpelling.Other(tree.Value, chance));
                break;
            default:
                _output.Append(tree.Value);
                break;
        }
    }

    private void Object(Tree tree)
    {
        var order = Enumerable.Range(0, tree.Items.Length).ToArray();
        if (_isShuffled)
        {
            chance!.Shuffle(order);
        }

        Open('{');
        for (var at = 0; at < order.Length; at++)
        {
            Comma(at);
            Text(tree.Names[order[at]]);
            Space();
            _output.Append(':');
            Space();
            Value(tree.Items[order[at]]);
        }

        Close('}');
    }

    private void Array(Tree tree)
    {
        Open('[');
        for (var at = 0; at < tree.Items.Length; at++)
        {
            Comma(at);
            Value(tree.Items[at]);
        }

        Close(']');
    }

    private void Text(string text)
    {
        var odd = chance is not null && text.Length <= LongestEscaped && chance.OneIn(OneEscapedTextIn) ? chance : null;
        _output.Append('"');
        foreach (var letter in text)
        {
            if (odd is not null && odd.OneIn(OneEscapeIn) && !char.IsSurrogate(letter))
            {
                _output.Append(letter == '/' && odd.OneIn(2) ? "\\/" : Escape(letter, odd.OneIn(2) ? "x4" : "X4"));
                continue;
            }

            // Half a surrogate pair has no bytes in UTF-8: only as an escape can it be sent at all.
            _output.Append(letter switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                < ' ' => Escape(letter, "x4"),
                _ when char.IsSurrogate(letter) => Escape(letter, "x4"),
                _ => null,
            });
            if (letter >= ' ' && letter is not ('"' or '\\') && !char.IsSurrogate(letter))
            {
                _output.Append(letter);
            }
        }

        _output.Append('"');
    }

    private static string Escape(char letter, string format) => "\\u" + ((int)letter).ToString(format, CultureInfo.InvariantCulture);

    private void Open(char bracket)
    {
        _output.Append(bracket);
        Space();
    }

    private void Close(char bracket)
    {
        Space();
        _output.Append(bracket);
    }

    private void Comma(int at)
    {
        if (at > 0)
        {
            Space();
            _output.Append(',');
            Space();
        }
    }

    private void Space()
    {
        if (_isSpaced && chance is not null && chance.OneIn(3))
        {
            _output.Append(Spaces[chance.Next(Spaces.Length)]);
        }
    }
}
