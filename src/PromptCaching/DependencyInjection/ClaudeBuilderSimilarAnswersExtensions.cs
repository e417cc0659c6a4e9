using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using PromptCaching.ResponseCaching;

namespace PromptCaching;

/// <summary>Lets a client answer questions from the answers to similar ones.</summary>
public static class ClaudeBuilderSimilarAnswersExtensions
{
    /// <summary>Serves the stored answer to a question that means nearly the same, where there is none to the question itself.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="embed">Makes a vector of a text, for each question without stored answer. When it fails or is slow, the question is asked.</param>
    /// <param name="configure">Changes the options; checked at start.</param>
    /// <returns>The same builder.</returns>
    public static IClaudeBuilder UseSimilarAnswers(
        this IClaudeBuilder builder,
        Func<string, CancellationToken, ValueTask<ReadOnlyMemory<float>>> embed,
        Action<SimilarAnswersOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(embed);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SimilarAnswersOptions>, SimilarAnswersOptionsValidator>());
        builder.Services.AddOptionsWithValidateOnStart<SimilarAnswersOptions>(builder.Name).Configure(options =>
        {
            options.Embed = embed;
            configure?.Invoke(options);
        });
        return builder;
    }
}
