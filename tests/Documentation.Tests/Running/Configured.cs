using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Documentation.Tests.Running;

/// <summary>What a configuration file of a page makes of a program.</summary>
internal static class Configured
{
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
