using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PromptCaching.Extensions.AI;

namespace PromptCaching;

/// <summary>Registers an <see cref="IChatClient"/> over a client of ours.</summary>
public static class ClaudeBuilderChatClientExtensions
{
    /// <summary>Registers the client as an <see cref="IChatClient"/> too: keyed by its name and, if it has the default name, without a key.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="model">The model of calls whose options name none; <see langword="null"/> takes the client's default.</param>
    /// <returns>The same builder.</returns>
    /// <remarks>An <see cref="IChatClient"/> that was registered before without a key stays the one that is injected without one.</remarks>
    /// <exception cref="ArgumentException">The model is empty.</exception>
    public static IClaudeBuilder AddChatClient(this IClaudeBuilder builder, string? model = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (model is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(model);
        }

        builder.Services.TryAddKeyedSingleton<IChatClient>(builder.Name, (provider, key) => Create(provider, (string)key!, model));
        if (builder.Name == ClaudeDefaults.ClientName)
        {
            builder.Services.TryAddSingleton(static provider => provider.GetRequiredKeyedService<IChatClient>(ClaudeDefaults.ClientName));
        }

        return builder;
    }

    private static ClaudeChatClient Create(IServiceProvider provider, string name, string? model)
    {
        var options = provider.GetRequiredService<IOptionsMonitor<ClaudeClientOptions>>().Get(name);
        var metadata = new ChatClientMetadata(ClaudeChatClientExtensions.ProviderName, options.BaseAddress, model ?? options.DefaultModel);
        return new ClaudeChatClient(provider.GetRequiredKeyedService<IClaudeClient>(name), model, metadata, provider.GetRequiredService<TimeProvider>());
    }
}
