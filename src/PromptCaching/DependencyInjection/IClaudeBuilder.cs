using Microsoft.Extensions.DependencyInjection;

namespace PromptCaching;

/// <summary>Goes on with the registration of one client.</summary>
public interface IClaudeBuilder
{
    /// <summary>Gets the name of the client, under which its options and its keyed <see cref="IClaudeClient"/> are found.</summary>
    string Name { get; }

    /// <summary>Gets the builder of the HTTP client underneath: for a primary handler, a proxy, more handlers.</summary>
    IHttpClientBuilder HttpClient { get; }

    /// <summary>Gets the services that the client is registered with.</summary>
    IServiceCollection Services { get; }
}
