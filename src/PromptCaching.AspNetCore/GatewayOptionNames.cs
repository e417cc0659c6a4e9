using Microsoft.Extensions.Configuration;

namespace PromptCaching.AspNetCore;

/// <summary>Finds names in the configuration that are no options: a slip must not leave a gateway without the limit that was meant.</summary>
internal static class GatewayOptionNames
{
    private static readonly string[] OfGateway = [.. typeof(ClaudeGatewayOptions).GetProperties().Select(static option => option.Name)];
    private static readonly string[] OfClient = [.. typeof(ClaudeGatewayClient).GetProperties().Select(static option => option.Name)];

    public static IEnumerable<string> Unknown(IConfigurationSection? section) => section is null ? [] :
    [
        .. Unknown(section, OfGateway),
        .. section.GetSection(nameof(ClaudeGatewayOptions.Clients)).GetChildren().SelectMany(static client => Unknown(client, OfClient)),
    ];

    private static IEnumerable<string> Unknown(IConfigurationSection section, string[] known) =>
        from child in section.GetChildren()
        where !known.Contains(child.Key, StringComparer.OrdinalIgnoreCase)
        select $"{child.Path} is not an option. Known here: {string.Join(", ", known)}.";
}
