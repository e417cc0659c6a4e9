using System.Reflection;
using Microsoft.Extensions.Logging;

namespace PromptCaching.Tests.Conventions;

public sealed class LogEventsTests
{
    [Fact]
    public void Each_log_event_has_an_id_of_its_own()
    {
        var events = typeof(IClaudeClient).Assembly.GetTypes()
            .SelectMany(static type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .Select(static method => method.GetCustomAttribute<LoggerMessageAttribute>())
            .OfType<LoggerMessageAttribute>()
            .ToArray();

        events.Should().NotBeEmpty();
        events.Select(static one => one.EventId).Should().OnlyHaveUniqueItems("who filters by an id wants one event");
    }
}
