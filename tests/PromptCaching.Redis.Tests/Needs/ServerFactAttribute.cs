using Xunit.Sdk;

namespace PromptCaching.Redis.Tests.Needs;

/// <summary>A fact that may be inherited: whether it is skipped depends on the class that it runs in, see <see cref="NeedsAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("PromptCaching.Redis.Tests.Needs.ServerFactDiscoverer", "PromptCaching.Redis.Tests")]
public sealed class ServerFactAttribute : FactAttribute;
