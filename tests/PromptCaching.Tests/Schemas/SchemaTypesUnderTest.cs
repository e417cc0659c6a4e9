using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptCaching.Tests.Schemas;

internal enum Season
{
    Spring,
    Autumn,
}

internal sealed record City([property: Description("As its people spell it.")] string Name, int People, string? River);

internal sealed record Journey([Description("In order.")] List<City> Stops, Season Season, TimeSpan Takes, DateTimeOffset? Leaves = null, double Price = 1.5);

internal sealed record Person(string Name, Person? Mother);

internal sealed record Basket(Dictionary<string, int> Items);

internal sealed record Bag(Dictionary<string, object> Things);

internal sealed record Box(JsonElement Anything);

internal sealed record Empty;

internal sealed record Drawing(Shape? Shape);

[JsonDerivedType(typeof(Circle), "circle")]
[JsonDerivedType(typeof(Square), "square")]
internal abstract record Shape;

internal sealed record Circle(double Radius) : Shape;

internal sealed record Square(double Side) : Shape;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Journey))]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(Basket))]
[JsonSerializable(typeof(Bag))]
[JsonSerializable(typeof(Box))]
[JsonSerializable(typeof(Empty))]
[JsonSerializable(typeof(Drawing))]
[JsonSerializable(typeof(List<City>))]
[JsonSerializable(typeof(Season))]
internal sealed partial class SomeTypes : JsonSerializerContext;

[JsonSourceGenerationOptions(NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(City))]
internal sealed partial class LenientTypes : JsonSerializerContext;
