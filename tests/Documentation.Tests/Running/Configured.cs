using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching;

namespace Documentation.Tests.Running;

/// <summary>What a configuration file of a page makes of a program.</summary>
internal static class Configured
{
    /// <summary>Binds a file with a section <c>Claude</c>; the key comes from elsewhere, as it should.</summary>
    public static ServiceProvider Claude(string json) => By(json, static (services, configuration) =>
        services.AddClaudeCaching(configuration.GetSection(ClaudeDefaults.ConfigurationSection)).ConfigureClient(static client => client.ApiKey = "test"));

    /// <summary>Binds the file and has the options validated, as a host does at its start.</summary>
    public static ServiceProvider By(string json, Action<IServiceCollection, IConfiguration> register)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var configuration = new ConfigurationBuilder().AddJsonStream(file).Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(configuration);
        register(services, configuration);
        var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IStartupValidator>().Validate();
        return provider;
    }
}
