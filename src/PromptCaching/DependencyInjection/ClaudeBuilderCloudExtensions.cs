using System.Buffers;
using Microsoft.Extensions.DependencyInjection;
using PromptCaching.Clouds;

namespace PromptCaching;

/// <summary>Points a client at Claude where another cloud sells it.</summary>
public static class ClaudeBuilderCloudExtensions
{
    private static readonly SearchValues<char> LocationCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    /// <summary>Sends the client's calls to Claude on Google Cloud: messages, streams and token counts. Batches and models are refused.</summary>
    /// <remarks>
    /// Requests name models as the Claude API does. The client's address is the cloud's from now on, and its key, where it has one, is not sent.
    /// Called again, the last call holds. For a proxy in front of the cloud set <see cref="ClaudeClientOptions.BaseAddress"/> after this, by
    /// <see cref="ClaudeBuilderExtensions.ConfigureClient"/>: what was set before, in configuration too, does not hold.
    /// </remarks>
    /// <param name="builder">The client.</param>
    /// <param name="project">The id of the project.</param>
    /// <param name="location">A region such as <c>europe-west1</c>, <c>us</c>, <c>eu</c> or <c>global</c>.</param>
    /// <param name="accessToken">
    /// Gives an access token of the cloud; asked before every attempt, so it should keep one as long as that lives. All tokens must stand for one identity.
    /// </param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The project or the location is blank, or the location is none.</exception>
    public static IClaudeBuilder UseGoogleCloud(
        this IClaudeBuilder builder, string project, string location, Func<CancellationToken, ValueTask<string>> accessToken)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(project);
        ArgumentException.ThrowIfNullOrWhiteSpace(location);
        ArgumentNullException.ThrowIfNull(accessToken);
        if (location.AsSpan().ContainsAnyExcept(LocationCharacters))
        {
            throw new ArgumentException($"'{location}' is not a location: set a region such as europe-west1, us, eu or global.", nameof(location));
        }

        var cloud = new GoogleCloudEndpoint(project, location);
        var isThere = builder.Services.Any(service => service.ServiceType == typeof(GoogleCloudEndpoint) && Equals(service.ServiceKey, builder.Name));
        builder.Services.AddKeyedSingleton(builder.Name, cloud);
        if (!isThere)
        {
            var name = builder.Name;
            builder.HttpClient.AddHttpMessageHandler(provider => new GoogleCloudHandler(provider.GetRequiredKeyedService<GoogleCloudEndpoint>(name)));
        }

        return builder.ConfigureClient(options =>
        {
            options.BaseAddress = cloud.BaseAddress;
            options.AccessToken = accessToken;

            // The address tells no project from another, and their answers are not for each other.
            options.ClientName = string.Join('\n', builder.Name, project, location);
        });
    }
}
