using System.Text.Json.Serialization;

namespace Documentation.Tests;

internal sealed record Place(string City);

internal sealed record Forecast(double Degrees, string Sky);

[JsonSerializable(typeof(Place))]
[JsonSerializable(typeof(Forecast))]
internal sealed partial class WeatherJson : JsonSerializerContext;
