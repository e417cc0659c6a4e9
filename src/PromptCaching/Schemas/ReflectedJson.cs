using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace PromptCaching.Schemas;

/// <summary>How types are serialized that nobody brought a source-generated context for: strictly, with names that models write.</summary>
internal static class ReflectedJson
{
    public const string Reason = "Types are looked at while the program runs. Use the overload that takes a JsonTypeInfo from a JsonSerializerContext.";

    private static JsonSerializerOptions? _options;

    public static JsonSerializerOptions Options
    {
        [RequiresUnreferencedCode(Reason)]
        [RequiresDynamicCode(Reason)]
        get => _options ??= Create();
    }

    [RequiresUnreferencedCode(Reason)]
    [RequiresDynamicCode(Reason)]
    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Converters = { new JsonStringEnumConverter() },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        options.MakeReadOnly();
        return options;
    }
}
