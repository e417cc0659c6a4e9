namespace OtherClients.Ways;

/// <summary>The tool that is used.</summary>
internal static class Weather
{
    public const string Name = "weather";
    public const string Description = "Tells the weather of a city.";

    public static string In(string city) => "Sunny in " + city;
}
