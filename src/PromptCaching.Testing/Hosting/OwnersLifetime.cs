using Microsoft.Extensions.Hosting;

namespace PromptCaching.Testing.Hosting;

/// <summary>A host inside a program of others: the program's signals are not its business.</summary>
internal sealed class OwnersLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
