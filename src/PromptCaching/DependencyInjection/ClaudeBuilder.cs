using Microsoft.Extensions.DependencyInjection;

namespace PromptCaching.DependencyInjection;

internal sealed record ClaudeBuilder(string Name, IHttpClientBuilder HttpClient, IServiceCollection Services) : IClaudeBuilder;
