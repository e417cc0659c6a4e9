using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PromptCaching.Guardrails.Validation;
using PromptCaching.ResponseCaching;

namespace PromptCaching;

/// <summary>Judges and sanitises answers.</summary>
public static class ClaudeBuilderValidationExtensions
{
    private const string RedactionHandler = "RedactionHandler";

    /// <summary>Judges every answer before its caller sees it: length, harmful markup, uncertainty, structure, own rules; sanitises or refuses it.</summary>
    /// <param name="builder">The client; also one of another client's chain (<c>AddClaudeCachingHandlers</c>).</param>
    /// <param name="configure">Changes the options; called again, it adds to what was set before. Checked at start.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// It stands outside the response cache and inside redaction. The rules are registered as a <see cref="ResponseValidator"/>: keyed by the client's name
    /// and, for the default client, without a key. What is refused is not stored.
    /// </remarks>
    public static IClaudeBuilder AddValidation(this IClaudeBuilder builder, Action<ValidationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (name, services) = (builder.Name, builder.Services);
        var options = services.AddOptions<ValidationOptions>(name).Configure(configure ?? (static _ => { }));
        if (services.Any(service => service.ServiceType == typeof(ResponseValidator) && Equals(service.ServiceKey, name)))
        {
            return builder;
        }

        options.ValidateOnStart();
        services.AddSingleton<IValidateOptions<ValidationOptions>>(new ValidateNamed(name));
        services.AddKeyedSingleton(name, static (provider, key) => new ResponseValidator(() => OptionsOf(provider, key)));
        services.AddKeyedSingleton(name, static (provider, _) => new ValidationMetrics(provider.GetService<IMeterFactory>()));
        if (name == ClaudeDefaults.ClientName)
        {
            services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<ResponseValidator>(ClaudeDefaults.ClientName));
        }

        services.AddOptions<ResponseCachingOptions>(name).PostConfigure<IServiceProvider>((caching, provider) =>
            caching.MayStore = Handler(provider, name).Before(caching.MayStore));
        builder.HttpClient.ConfigureAdditionalHttpMessageHandlers((handlers, provider) =>
            handlers.Insert(handlers.FirstOrDefault()?.GetType().Name == RedactionHandler ? 1 : 0, Handler(provider, name)));
        return builder;
    }

    private static ValidationHandler Handler(IServiceProvider provider, string name) =>
        new(provider.GetRequiredKeyedService<ResponseValidator>(name), provider.GetRequiredKeyedService<ValidationMetrics>(name));

    private static ValidationOptions OptionsOf(IServiceProvider provider, object? name) =>
        provider.GetRequiredService<IOptionsMonitor<ValidationOptions>>().Get((string)name!);

    /// <summary>Options of other clients are not this one's to judge.</summary>
    private sealed class ValidateNamed(string client) : IValidateOptions<ValidationOptions>
    {
        private readonly ValidationOptionsValidator _rules = new();

        public ValidateOptionsResult Validate(string? name, ValidationOptions options) =>
            name == client ? _rules.Validate(name, options) : ValidateOptionsResult.Skip;
    }
}
