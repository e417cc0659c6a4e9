namespace PromptCaching.AspNetCore.Clients;

/// <summary>Names what belongs to one client of a gateway, beside everything else that the chain knows.</summary>
internal static class ClientScopes
{
    private const string Prefix = "gateway/";

    public static string Of(string name) => Prefix + name;

    public static bool IsOfClient(string name) => name.StartsWith(Prefix, StringComparison.Ordinal);
}
