using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using PromptCaching.Tests.DependencyInjection;

namespace PromptCaching.Tests.Telemetry;

public sealed class TelemetryOptionsTests
{
    private const string Capture = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";
    private const string Conventions = "OTEL_SEMCONV_STABILITY_OPT_IN";

    [Theory]
    [InlineData("true", true)]
    [InlineData("SPAN_AND_EVENT", true)]
    [InlineData("span_only", true)]
    [InlineData("EVENT_ONLY", false)]
    [InlineData("NO_CONTENT", false)]
    [InlineData("false", false)]
    [InlineData("whatever others take", false)]
    public void OpenTelemetrys_variable_switches_content_on(string value, bool isCaptured) =>
        Options(new() { [Capture] = value }).CaptureContent.Should().Be(isCaptured);

    [Theory]
    [InlineData("gen_ai_latest_experimental", true)]
    [InlineData("http, gen_ai_latest_experimental", true)]
    [InlineData("http/dup", false)]
    public void OpenTelemetrys_variable_chooses_the_conventions(string value, bool isLatest) =>
        Options(new() { [Conventions] = value }).LatestConventions.Should().Be(isLatest);

    [Fact]
    public void The_configuration_has_the_last_word()
    {
        var options = Options(
            new() { [Capture] = "true", [Conventions] = "gen_ai_latest_experimental" },
            ("Claude:Telemetry:CaptureContent", "false"),
            ("Claude:Telemetry:LatestConventions", "false"),
            ("Claude:Telemetry:CallLogLevel", "information"),
            ("Claude:Telemetry:HitRateTarget", "0.25"));

        options.Should().BeEquivalentTo(new TelemetryOptions { CallLogLevel = LogLevel.Information, HitRateTarget = 0.25 });
    }

    [Theory]
    [InlineData("CaptureContent", "perhaps", "*Claude:Telemetry:CaptureContent is 'perhaps'; set true or false*")]
    [InlineData("HitRateTarget", "50", "*Claude:Telemetry:HitRateTarget is 50; set it between 0 and 1*")]
    [InlineData("CallLogLevel", "loud", "*Claude:Telemetry:CallLogLevel is 'loud'; set one of Trace*")]
    public void A_wrong_value_is_named(string name, string value, string message) =>
        FluentActions.Invoking(() => Options([], ($"Claude:Telemetry:{name}", value))).Should().Throw<OptionsValidationException>().WithMessage(message);

    private static TelemetryOptions Options(Dictionary<string, string?> environment, params (string Name, string? Value)[] configuration)
    {
        using var provider = Registered.Provider(
            static services => services.AddClaudeCaching(static options => options.ApiKey = "key"), environment, configuration);
        return Registered.Options<TelemetryOptions>(provider);
    }
}
