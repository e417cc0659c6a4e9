using PromptCaching.Testing.Requests;
using PromptCaching.Testing.Wire;

namespace PromptCaching.Testing.Validation;

/// <summary>The rules in the order of the API: size, headers, schema, placement of markers, their number, their TTLs.</summary>
internal sealed class RequestValidator(bool rejectUnknownFields)
{
    private readonly IRequestRule[] _rules =
    [
        new SizeRule(),
        new HeaderRule(),
        new BodyRule(),
        .. rejectUnknownFields ? [new UnknownFieldRule()] : Array.Empty<IRequestRule>(),
        new MarkerShapeRule(),
        new TextRule(),
        new MarkerPlaceRule(),
        new AutomaticMarkerRule(),
        new MarkerCountRule(),
        new MarkerOrderRule(),
        new PreWarmRule(),
    ];

    public ApiError? Check(IncomingCall call)
    {
        var request = new RequestUnderTest(call);
        return _rules.Select(rule => rule.Check(request)).FirstOrDefault(static error => error is not null);
    }
}
