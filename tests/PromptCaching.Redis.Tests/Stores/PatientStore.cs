using PromptCaching.Redis.Tests.Support;

namespace PromptCaching.Redis.Tests.Stores;

/// <summary>Stores for tests that are not about time: on a loaded machine, too, only what never answers is late.</summary>
internal static class PatientStore
{
    public static RedisDistributedCache At(string connection, TimeProvider? time = null) =>
        new(new RedisStoreOptions { Connection = connection, OperationTimeout = Eventually.Patience / 3 }, time);
}
