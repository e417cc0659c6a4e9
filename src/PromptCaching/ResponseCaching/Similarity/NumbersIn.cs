using System.Text;

namespace PromptCaching.ResponseCaching.Similarity;

/// <summary>
/// The runs of digits in a text, in their order. Vectors hardly see a number: "in 2023" and "in 2024" are neighbours with different answers.
/// </summary>
internal static class NumbersIn
{
    public static string Of(string text)
    {
        var numbers = new StringBuilder();
        var isInside = false;
        foreach (var letter in text)
        {
            var isDigit = char.IsDigit(letter);
            if (isDigit)
            {
                numbers.Append(isInside || numbers.Length == 0 ? "" : " ").Append(letter);
            }

            isInside = isDigit;
        }

        return numbers.ToString();
    }
}
