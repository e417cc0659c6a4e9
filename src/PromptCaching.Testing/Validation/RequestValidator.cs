using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Validation.Conversations;
using PromptCaching.Testing.Validation.Models;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>The rules in the order of the API: size, headers, schema, placement of markers, their number, their TTLs, and last the model's own.</summary>
internal sealed class RequestValidator(ClaudeEmulatorOptions options)
{
    private readonly bool _acceptsUnknown = !options.RejectUnknownFields;

    private readonly IRequestRule[] _rules =
    [
        new HeaderRule(),
        new SizeRule(),
        new MediaTypeRule(),
        new BetaRule(options.AdditionalBetas, !options.RejectUnknownFields),
        new BodyRule(),
        new SchemaRule(),
        new VersionRule(),
        new ContentRule(),
        new TextRule(),
        new MarkerPlaceRule(),
        new AutomaticMarkerRule(),
        new MarkerCountRule(),
        new MarkerOrderRule(),
        new KnownModelRule(options),
        new LengthRule(options),
        new SystemTurnRule(),
        new PrefillRule(),
        new ThinkingRule(),
        new EffortRule(),
        new SamplingRule(options),
        new GeographyRule(),
        new ToolChoiceRule(),
        new ToolPairingRule(),
        new PreWarmRule(),
        new CountRule(),
    ];

    public ApiError? Check(IncomingCall call)
    {
        var request = new RequestUnderTest(call, _acceptsUnknown);
        foreach (var rule in _rules)
        {
            if (rule.Check(request) is { } error)
            {
                return error;
            }
        }

        return null;
    }
}
