using Xunit.Abstractions;
using Xunit.Sdk;

namespace PromptCaching.Redis.Tests.Needs;

/// <summary>Skips itself by name where the server that its class needs is not installed.</summary>
public sealed class ServerTestCase : XunitTestCase
{
    [Obsolete("Called by the deserializer.")]
    public ServerTestCase()
    {
    }

    public ServerTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(diagnostics, display, options, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute)
    {
        var needs = TestMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsAttribute)).FirstOrDefault();
        return NeedsAttribute.ReasonToSkip(needs?.GetNamedArgument<string>(nameof(NeedsAttribute.Server))) ?? base.GetSkipReason(factAttribute);
    }
}
