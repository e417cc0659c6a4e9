using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace PromptCaching.DependencyInjection;

/// <summary>Options that follow the configuration while the host runs, but not into a mistake: then the last good ones hold.</summary>
internal sealed class LiveOptions<TOptions>(Func<TOptions> read, ILogger logger)
    where TOptions : class
{
    private TOptions? _good;
    private bool _isWrong;

    public TOptions Current()
    {
        try
        {
            _good = read();
            _isWrong = false;
            return _good;
        }
        catch (OptionsValidationException wrong) when (_good is not null)
        {
            if (!_isWrong)
            {
                _isWrong = true;
                logger.ChangedOptionsAreWrong(wrong.Message);
            }

            return _good;
        }
    }
}
