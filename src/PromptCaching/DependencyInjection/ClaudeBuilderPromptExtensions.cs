using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PromptCaching.Prompts;

namespace PromptCaching;

/// <summary>Adds prompt templates to the services.</summary>
public static class ClaudeBuilderPromptExtensions
{
    /// <summary>Adds templates to the <see cref="PromptLibrary"/> of the host, which all its clients share.</summary>
    /// <param name="builder">Any client.</param>
    /// <param name="prompts">The templates, beside those that were added before.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">One of them has the name and version of another.</exception>
    public static IClaudeBuilder AddPrompts(this IClaudeBuilder builder, PromptLibrary prompts)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(prompts);
        var known = builder.Services
            .Select(static service => service.IsKeyedService ? null : service.ImplementationInstance)
            .OfType<PromptLibrary>()
            .LastOrDefault();
        builder.Services.Replace(ServiceDescriptor.Singleton(known is null ? prompts : known.With([.. prompts.Templates])));
        return builder;
    }
}
