using System.Buffers;
using System.Text;

namespace PromptCaching.Redis.Maintenance;

/// <summary>The pattern language of SCAN.</summary>
internal static class KeyPattern
{
    private static readonly SearchValues<char> _special = SearchValues.Create("*?[]^-\\");

    /// <summary>Matches every key that begins with the prefix, whatever is in the prefix.</summary>
    public static string StartingWith(string prefix)
    {
        var pattern = new StringBuilder(prefix.Length + 1);
        foreach (var sign in prefix)
        {
            pattern.Append(_special.Contains(sign) ? "\\" : "").Append(sign);
        }

        return pattern.Append('*').ToString();
    }
}
