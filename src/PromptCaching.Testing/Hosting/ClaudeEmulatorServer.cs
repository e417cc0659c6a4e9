using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace PromptCaching.Testing.Hosting;

/// <summary>A <see cref="ClaudeEmulator"/> behind a real socket, for clients of any language: HTTP/1.1 on the loopback address only.</summary>
/// <remarks>Disposing it closes the port at once, calls under way included; the emulator stays usable.</remarks>
public sealed class ClaudeEmulatorServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private ClaudeEmulatorServer(WebApplication application, ClaudeEmulator emulator)
    {
        _application = application;
        Emulator = emulator;
        Address = new Uri(application.Urls.Single());
    }

    /// <summary>Gets the address to give to a client as its base URL, such as <c>http://127.0.0.1:8787/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Gets the emulator that answers.</summary>
    public ClaudeEmulator Emulator { get; }

    /// <summary>Opens a port and answers from it until the server is disposed.</summary>
    /// <param name="emulator">The emulator that answers.</param>
    /// <param name="port">The port; 0, the default, takes any that is free.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <returns>The server, listening.</returns>
    /// <exception cref="ArgumentNullException">The emulator is missing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The port is not one.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<ClaudeEmulatorServer> StartAsync(ClaudeEmulator emulator, int port = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(emulator);
        ArgumentOutOfRangeException.ThrowIfNegative(port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
        var application = Build(port);
        application.Use(static (context, next) => FailureReply.GuardAsync(context, next, context.RequestAborted));
        application.MapClaudeEmulator(emulator);
        try
        {
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
            return new ClaudeEmulatorServer(application, emulator);
        }
        catch
        {
            await application.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private static WebApplication Build(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore()
            .ConfigureKestrel(options => Configure(options, port))

            // A flush waits until the socket has taken every byte, so that what was sent before a reset does arrive.
            .UseSockets(static options => options.MaxWriteBufferSize = 1);
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, OwnersLifetime>();
        return builder.Build();
    }

    private static void Configure(KestrelServerOptions options, int port)
    {
        options.AddServerHeader = false;

        // The emulator itself refuses what is too large; a slow reader or writer is a test, not an attack.
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(IPAddress.Loopback, port);
    }
}
