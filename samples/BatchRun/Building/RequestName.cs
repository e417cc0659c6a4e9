using System.Globalization;

namespace BatchRun.Building;

/// <summary>By what a request is known everywhere: arm, temperature and item, in letters that a batch takes as a custom id.</summary>
internal sealed record RequestName(string Arm, double Temperature, string Item)
{
    private const int Steps = 100;

    public static string OfTemperature(double temperature) => string.Create(CultureInfo.InvariantCulture, $"t{Math.Round(temperature * Steps):000}");

    public static double TemperatureOf(string name) => int.Parse(name.AsSpan(1), CultureInfo.InvariantCulture) / (double)Steps;

    public static RequestName Parse(string text)
    {
        // An arm has no underscore in its name, an item may.
        var parts = text.Split('_', 3);
        return new RequestName(parts[0], TemperatureOf(parts[1]), parts[2]);
    }

    public override string ToString() => $"{Arm}_{OfTemperature(Temperature)}_{Item}";
}
