using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using PromptCaching.DependencyInjection.Configuration;

namespace PromptCaching.DependencyInjection;

/// <summary>Registers one options class of one client: bound, validated at start, and live.</summary>
internal static class OptionsRegistration
{
    /// <param name="services">The services of the host.</param>
    /// <param name="client">The name of the client.</param>
    /// <param name="table">The names that may be configured.</param>
    /// <param name="validator">Judges the result.</param>
    public static void AddOptions<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TOptions>(
        this IServiceCollection services, string client, OptionsTable<TOptions> table, IValidateOptions<TOptions> validator)
        where TOptions : class
    {
        services.AddOptionsWithValidateOnStart<TOptions>(client).Configure<IServiceProvider>((options, provider) =>
            Configuration(provider).Bind(client, options, table));
        services.AddSingleton<IValidateOptions<TOptions>>(new OnlyFor<TOptions>(client, validator));
        services.AddSingleton<IOptionsChangeTokenSource<TOptions>>(provider =>
            new ConfigurationChangeTokenSource<TOptions>(client, SectionOf(provider) ?? new ConfigurationBuilder().Build()));
    }

    private static ClaudeConfiguration Configuration(IServiceProvider provider) => new(
        SectionOf(provider),
        provider.GetRequiredService<EnvironmentFallbacks>(),
        [.. provider.GetServices<RegisteredClient>().Select(static client => client.Name)]);

    /// <summary>What the caller handed over, else the host's own configuration, where there is one.</summary>
    private static IConfiguration? SectionOf(IServiceProvider provider) =>
        (provider.GetKeyedService<IConfiguration>(ClaudeDefaults.ConfigurationSection) ?? provider.GetService<IConfiguration>()) switch
        {
            null => null,
            IConfigurationSection section when !section.GetSection(ClaudeDefaults.ConfigurationSection).Exists() => section,
            { } holder => holder.GetSection(ClaudeDefaults.ConfigurationSection),
        };

    /// <summary>Validators are asked about every name; this one speaks for its own client.</summary>
    private sealed class OnlyFor<TOptions>(string client, IValidateOptions<TOptions> validator) : IValidateOptions<TOptions>
        where TOptions : class
    {
        public ValidateOptionsResult Validate(string? name, TOptions options) =>
            name == client ? validator.Validate(name, options) : ValidateOptionsResult.Skip;
    }
}
