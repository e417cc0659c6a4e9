using System.Text.Json;
using System.Text.Json.Serialization;

namespace PromptCaching.AspNetCore.Management;

/// <summary>Spells the members of an enum as the other names are spelled.</summary>
internal sealed class SnakeCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
