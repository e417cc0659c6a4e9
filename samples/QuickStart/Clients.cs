using Microsoft.Extensions.DependencyInjection;
using PromptCaching;
using PromptCaching.Testing;

namespace QuickStart;

/// <summary>Registers the clients: one for the API, or two for two emulators when there is no key.</summary>
internal static class Clients
{
    /// <summary>The client with caching switched off, to compare with.</summary>
    public const string Plain = "plain";

    private static readonly TimeSpan TypingSpeed = TimeSpan.FromMilliseconds(40);

    public static bool HasKey => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable("ANTHROPIC_API_KEY"));

    /// <summary>All that a program needs; the key comes from the environment.</summary>
    public static void AddClient(this IServiceCollection services, string model) =>
        services.AddClaudeCaching(options => options.DefaultModel = model);

    /// <summary>The same over emulators: the real chain, and what would be the network below it replaced.</summary>
    public static void AddEmulatedClients(this IServiceCollection services, string model)
    {
        services.AddClaudeCaching(Configure).Over(new ClaudeEmulatorOptions { DelayBetweenEvents = TypingSpeed });
        services.AddClaudeCaching(Plain, Configure)
            .ConfigureResponseCaching(static options => options.Enabled = false)
            .ConfigureCacheControl(static options => options.Enabled = false)
            .Over(new ClaudeEmulatorOptions());

        void Configure(ClaudeClientOptions options)
        {
            options.ApiKey = "emulated";
            options.DefaultModel = model;
        }
    }

    private static void Over(this IClaudeBuilder builder, ClaudeEmulatorOptions options) =>
        builder.HttpClient.ConfigurePrimaryHttpMessageHandler(() => new ClaudeEmulator(options));
}
