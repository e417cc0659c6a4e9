namespace PromptCaching.AspNetCore.Clients;

/// <summary>Names what belongs to one client of a gateway, beside everything else that the chain knows.</summary>
internal static class ClientScopes
{
    public static string Of(string name) => $"gateway/{name}";
}
