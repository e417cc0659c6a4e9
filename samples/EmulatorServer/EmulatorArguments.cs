using System.CommandLine;
using System.Net;
using PromptCaching.Testing;

namespace EmulatorServer;

/// <summary>The options of the command line and what each means for the emulator. A new option is declared, listed and mapped here.</summary>
internal sealed class EmulatorArguments
{
    private readonly Option<int> _port = new("--port")
    {
        HelpName = "NUMBER",
        Description = "The port on the loopback address; 0 takes any that is free.",
        DefaultValueFactory = static _ => 8787,
    };

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
        Description = "The part of all calls, from 0 to 1, that goes wrong in some way; which ones, the seed says.",
    };

    private readonly Option<bool> _refuseRetiredModels = new("--refuse-retired-models")
    {
        Description = "Answers 404 for models that are retired at the time of the request.",
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

    private readonly Option<int> _maxRecordedCalls = new("--max-recorded-calls")
    {
        HelpName = "NUMBER",
        Description = "How many calls are remembered for /emulator/ledger and /emulator/requests.",
        DefaultValueFactory = static _ => new ClaudeEmulatorOptions().MaxRecordedCalls,
    };

    private readonly Option<bool> _forgetBodies = new("--forget-bodies")
    {
        Description = "Remembers calls without their bodies, for very long runs.",
    };

    public EmulatorArguments()
    {
        Between(_port, IPEndPoint.MinPort, IPEndPoint.MaxPort);
        Between(_maxRecordedCalls, 0, int.MaxValue);
        _rateLimits.AcceptOnlyFromAmong("start", "build", "scale", "off");
        _faultRate.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 1))
            {
                result.AddError($"{_faultRate.Name} is a number from 0 to 1.");
            }
        });
    }

    public IEnumerable<Option> All =>
    [
        _port, _virtualClock, _seed, _timeToFirstByte, _delayBetweenEvents, _batchDuration, _rateLimits, _faultRate, _refuseRetiredModels,
        _acceptUnknownFields, _generousProlonging, _fourCharacters, _maxRecordedCalls, _forgetBodies,
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
        RejectUnknownFields = !parsed.GetValue(_acceptUnknownFields),
        GenerousProlonging = parsed.GetValue(_generousProlonging),
        TokenCounting = parsed.GetValue(_fourCharacters) ? TokenCounting.FourCharacters : TokenCounting.Calibrated,
        MaxRecordedCalls = parsed.GetValue(_maxRecordedCalls),
        RecordBodies = !parsed.GetValue(_forgetBodies),
    };

    private static void Between(Option<int> option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
        {
            result.AddError($"{option.Name} is a whole number from {least} to {most}.");
        }
    });

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
