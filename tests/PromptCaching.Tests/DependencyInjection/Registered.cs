using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching.DependencyInjection.Configuration;
using PromptCaching.Testing;

namespace PromptCaching.Tests.DependencyInjection;

/// <summary>Service providers as a host makes them: configuration and environment are given, time stands still.</summary>
internal static class Registered
{
    public static T Options<T>(IServiceProvider provider, string name = ClaudeDefaults.ClientName) =>
        provider.GetRequiredService<IOptionsMonitor<T>>().Get(name);

    public static ServiceProvider Provider(Action<IServiceCollection> add, params (string Name, string? Value)[] configuration) =>
        Provider(add, [], configuration);

    public static ServiceProvider Provider(
        Action<IServiceCollection> add, Dictionary<string, string?> environment, params (string Name, string? Value)[] configuration)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new ManualTimeProvider());
        services.AddSingleton(new EnvironmentFallbacks(name => environment.GetValueOrDefault(name)));
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Name, pair.Value))).Build());
        add(services);
        return services.BuildServiceProvider(validateScopes: true);
    }
}
