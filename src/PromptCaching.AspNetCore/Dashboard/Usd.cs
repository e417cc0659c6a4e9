using System.Globalization;

namespace PromptCaching.AspNetCore.Dashboard;

/// <summary>Money as text: exact, with a point, without zeros at its end.</summary>
internal static class Usd
{
    public static string Text(decimal amount) => amount.ToString("0.############################", CultureInfo.InvariantCulture);
}
