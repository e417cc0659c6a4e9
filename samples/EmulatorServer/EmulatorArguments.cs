using System.CommandLine;
using System.Globalization;
using System.Net;
using PromptCaching.Testing;

namespace EmulatorServer;

/// <summary>The options of the command line and what each means for the emulator. A new option is declared, listed and mapped here.</summary>
internal sealed class EmulatorArguments
{
    private readonly Option<int> _port = Whole("--port", "The port on the loopback address; 0 takes any that is free.", 0, IPEndPoint.MaxPort, 8787);

    private readonly Option<bool> _virtualClock = new("--virtual-clock")
    {
        Description = $"Each request takes place when its header {ClaudeEmulator.TimeHeader} says (RFC 3339); the cache ages by that, and no wait takes time.",
    };

    private readonly Option<int> _seed = new("--seed")
    {
        HelpName = "NUMBER",
        Description = "The seed of what the API leaves to chance.",
    };

    private readonly Option<TimeSpan> _timeToFirstByte = Duration("--time-to-first-byte", "How long a good answer takes to begin, such as 500ms.");

    private readonly Option<TimeSpan> _delayBetweenEvents = Duration("--delay-between-events", "The wait between two events of a stream, such as 20ms.");

    private readonly Option<TimeSpan> _batchDuration = Duration("--batch-duration", "How long a batch takes, such as 30s.");

    private readonly Option<string> _rateLimits = new("--rate-limits")
    {
        HelpName = "start|build|scale|off",
        Description = "The usage tier whose rate limits are enforced.",
        DefaultValueFactory = static _ => "off",
    };

    private readonly Option<double> _faultRate = new("--fault-rate")
    {
        HelpName = "PART",
        Description = "The part of all calls, from 0 to 1, that goes wrong in some way, slow starts of 30 s included; which ones, the seed says.",
        CustomParser = static result =>
        {
            var text = result.Tokens.Single().Value;
            if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate) && rate is >= 0 and <= 1)
            {
                return rate;
            }

            result.AddError($"--fault-rate is a number from 0 to 1 with a decimal point, not \"{text}\".");
            return default;
        },
    };

    private readonly Option<bool> _refuseRetiredModels = new("--refuse-retired-models")
    {
        Description = "Answers 404 for models that are retired at the time of the request.",
    };

    private readonly Option<bool> _refuseUnknownModels = new("--refuse-unknown-models")
    {
        Description = "Answers 404 for models that the catalog does not know.",
    };

    private readonly Option<bool> _acceptUnknownFields = new("--accept-unknown-fields")
    {
        Description = "Answers requests with fields, blocks, tools and betas that the emulator does not know, instead of a 400.",
    };

    private readonly Option<bool> _generousProlonging = new("--generous-prolonging")
    {
        Description = "Lets a cache entry live by its own TTL alone, whatever it stands on.",
    };

    private readonly Option<bool> _fourCharacters = new("--four-characters")
    {
        Description = "Counts four characters a token, instead of the calibrated estimate.",
    };

    private readonly Option<int> _maxRecordedCalls = Whole(
        "--max-recorded-calls",
        "How many calls are remembered for /emulator/ledger and /emulator/requests; POST /emulator/reset forgets them, and the cache.",
        0,
        int.MaxValue,
        new ClaudeEmulatorOptions().MaxRecordedCalls);

    private readonly Option<bool> _forgetBodies = new("--forget-bodies")
    {
        Description = "Remembers calls without their bodies, for very long runs.",
    };

    public EmulatorArguments() => _rateLimits.AcceptOnlyFromAmong("start", "build", "scale", "off");

    public IEnumerable<Option> All =>
    [
        _port, _virtualClock, _seed, _timeToFirstByte, _delayBetweenEvents, _batchDuration, _rateLimits, _faultRate, _refuseRetiredModels,
        _refuseUnknownModels, _acceptUnknownFields, _generousProlonging, _fourCharacters, _maxRecordedCalls, _forgetBodies,
    ];

    public int PortOf(ParseResult parsed) => parsed.GetValue(_port);

    public ClaudeEmulatorOptions OptionsOf(ParseResult parsed) => new()
    {
        UseVirtualClock = parsed.GetValue(_virtualClock),
        Seed = parsed.GetValue(_seed),
        TimeToFirstByte = parsed.GetValue(_timeToFirstByte),
        DelayBetweenEvents = parsed.GetValue(_delayBetweenEvents),
        BatchDuration = parsed.GetValue(_batchDuration),
        RateLimits = parsed.GetValue(_rateLimits) switch
        {
            "start" => EmulatedRateLimits.Start,
            "build" => EmulatedRateLimits.Build,
            "scale" => EmulatedRateLimits.Scale,
            _ => null,
        },
        Faults = parsed.GetValue(_faultRate) is > 0 and var rate ? EmulatedFaults.OfEveryKind(rate) : null,
        RefuseRetiredModels = parsed.GetValue(_refuseRetiredModels),
        RefuseUnknownModels = parsed.GetValue(_refuseUnknownModels),
        RejectUnknownFields = !parsed.GetValue(_acceptUnknownFields),
        GenerousProlonging = parsed.GetValue(_generousProlonging),
        TokenCounting = parsed.GetValue(_fourCharacters) ? TokenCounting.FourCharacters : TokenCounting.Calibrated,
        MaxRecordedCalls = parsed.GetValue(_maxRecordedCalls),
        RecordBodies = !parsed.GetValue(_forgetBodies),
    };

    private static Option<int> Whole(string name, string description, int least, int most, int usual) => new(name)
    {
        HelpName = "NUMBER",
        Description = description,
        DefaultValueFactory = _ => usual,
        CustomParser = result =>
        {
            var text = result.Tokens.Single().Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            {
                return value;
            }

            result.AddError($"{name} is a whole number from {least} to {most}, not \"{text}\".");
            return default;
        },
    };

    private static Option<TimeSpan> Duration(string name, string description) => new(name)
    {
        HelpName = "TIME",
        Description = description,
        CustomParser = static result =>
        {
            if (DurationText.TryParse(result.Tokens.Single().Value, out var duration))
            {
                return duration;
            }

            result.AddError($"\"{result.Tokens.Single().Value}\" is no duration; write one such as 500ms, 2s, 5m or 1h.");
            return default;
        },
    };
}
