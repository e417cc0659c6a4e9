using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Logging;
using PromptCaching.ResponseCaching;
using PromptCaching.Storage;
using PromptCaching.Storage.Files;

namespace PromptCaching.DependencyInjection;

/// <summary>The store of one client: the one that was given, else a directory, else this process's memory.</summary>
internal sealed class ChainStore : IDisposable
{
    private readonly Lazy<byte[]?> _secret;
    private readonly FileDistributedCache? _files;

    public ChainStore(IDistributedCache? given, Func<ResponseCachingOptions> options, TimeProvider time, ILogger logger)
    {
        if (given is null && options().Directory is { } directory)
        {
            _files = new FileDistributedCache(() => Files(options(), directory), time, logger);
        }

        Cache = given ?? _files ?? (IDistributedCache)new BoundedMemoryCache(() => options().MaxBytes / 2, time);
        IsShared = given is not null || _files is not null;
        _secret = new Lazy<byte[]?>(() => SecretOf(_files, logger));
    }

    public IDistributedCache Cache { get; }

    /// <summary>Gets a value indicating whether others see what is stored, or it outlives the process.</summary>
    public bool IsShared { get; }

    /// <summary>Gets the secret that the store keeps itself, so that what it holds does not hang on an API key; null where it keeps none.</summary>
    public byte[]? Secret => _secret.Value;

    /// <summary>Ends a store of ours; one that was given belongs to who gave it.</summary>
    public void Dispose() => _files?.Dispose();

    private static FileDistributedCacheOptions Files(ResponseCachingOptions current, string directory) =>
        new() { Directory = directory, MaxBytes = current.DirectoryMaxBytes, MaxAge = current.DirectoryMaxAge };

    /// <summary>Without its secret a directory works on, with one that is made from the API key.</summary>
    private static byte[]? SecretOf(FileDistributedCache? files, ILogger logger)
    {
        try
        {
            return files?.GetSecret();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            logger.SecretIsUnreadable(fault.Message);
            return null;
        }
    }
}
