using System.Text.RegularExpressions;

namespace PromptCaching.CacheControl.Linting;

/// <summary>Finds the first parameter of each level of a prompt that shared text stands behind.</summary>
internal static partial class EarlyParameters
{
    private const int CharactersPerToken = 4;

    public static IEnumerable<EarlyParameter> In(IReadOnlyList<PromptPiece> pieces)
    {
        var reported = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < pieces.Count; index++)
        {
            var piece = pieces[index];
            if (piece.IsParameter && reported.Add(LevelOf(piece)) && pieces.Skip(index + 1).Sum(Shared) is > 0 and var characters)
            {
                yield return new EarlyParameter
                {
                    Name = piece.Text,
                    Place = piece.Place,
                    Line = piece.Line,
                    TokensAtStake = (characters + CharactersPerToken - 1) / CharactersPerToken,
                };
            }
        }
    }

    private static string LevelOf(PromptPiece piece) => piece.Place.Split('.')[0];

    /// <summary>What closes a delimiter has to stand behind the value, and punctuation costs nothing.</summary>
    private static int Shared(PromptPiece piece)
    {
        var text = piece.IsParameter ? "" : Closing().Replace(piece.Text, "").Trim();
        return text.Any(char.IsLetterOrDigit) ? text.Length : 0;
    }

    [GeneratedRegex(@"</[A-Za-z][\w.-]*\s*>", RegexOptions.CultureInvariant)]
    private static partial Regex Closing();
}
