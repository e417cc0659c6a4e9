using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using PromptCaching.Guardrails.Redaction;

namespace PromptCaching;

/// <summary>Keeps personal and secret data from leaving.</summary>
public static class ClaudeBuilderRedactionExtensions
{
    /// <summary>Sends placeholders in place of e-mail addresses, numbers of cards, keys and the like, and puts the values back into answers.</summary>
    /// <param name="builder">The client; also one of another client's chain (<c>AddClaudeCachingHandlers</c>).</param>
    /// <param name="configure">Changes the options; called again, it adds to what was set before.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>
    /// It is the outermost handler, whenever it is added. A body that it cannot read, for example a file, is refused and never passed on. A wrong option is an
    /// error when the host starts. Answers that a program puts into the response cache itself (<c>IResponseCache.WarmAsync</c> with a response) are no calls
    /// and pass no handler: redact their requests with <see cref="PiiRedactor"/>, and write the placeholders into the responses.
    /// </remarks>
    public static IClaudeBuilder AddRedaction(this IClaudeBuilder builder, Action<RedactionOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var (name, services) = (builder.Name, builder.Services);
        var options = services.AddOptions<RedactionOptions>(name).Configure(configure ?? (static _ => { }));
        if (services.Any(service => service.ServiceType == typeof(PiiRedactor) && Equals(service.ServiceKey, name)))
        {
            return builder;
        }

        options.ValidateOnStart();
        services.AddSingleton<IValidateOptions<RedactionOptions>>(new ValidateNamed(name));
        services.AddKeyedSingleton(name, static (provider, key) => new PiiRedactor(OptionsOf(provider, key)));
        services.AddKeyedSingleton(name, static (provider, _) => new RedactionMetrics(provider.GetService<IMeterFactory>()));

        // After everything that others configure: what stands above it would see what it hides.
        services.PostConfigure<HttpClientFactoryOptions>(name, factory => factory.HttpMessageHandlerBuilderActions.Add(
            handlers => handlers.AdditionalHandlers.Insert(0, Handler(handlers.Services, name))));
        return builder;
    }

    private static RedactionHandler Handler(IServiceProvider provider, string name) => new(
        provider.GetRequiredKeyedService<PiiRedactor>(name),
        OptionsOf(provider, name).RestoreAnswers,
        provider.GetRequiredKeyedService<RedactionMetrics>(name));

    private static RedactionOptions OptionsOf(IServiceProvider provider, object? name) =>
        provider.GetRequiredService<IOptionsMonitor<RedactionOptions>>().Get((string)name!);

    /// <summary>Options of other clients are not this one's to judge.</summary>
    private sealed class ValidateNamed(string client) : IValidateOptions<RedactionOptions>
    {
        private readonly RedactionOptionsValidator _rules = new();

        public ValidateOptionsResult Validate(string? name, RedactionOptions options) =>
            name == client ? _rules.Validate(name, options) : ValidateOptionsResult.Skip;
    }
}
