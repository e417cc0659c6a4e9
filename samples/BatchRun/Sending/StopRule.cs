using System.Text.Json;
using BatchRun.Costs;
using PromptCaching;
using PromptCaching.Messages;
using PromptCaching.Testing;

namespace BatchRun.Sending;

/// <summary>Decides when no more is to be begun. What is under way is always finished and kept.</summary>
/// <param name="prices">The prices, for batches: the library's budget holds for calls alone.</param>
/// <param name="batchBudget">What batches may cost from now on, in USD; none for no limit.</param>
internal sealed class StopRule(PriceList prices, decimal? batchBudget)
{
    private const int MostFailuresInARow = 25;

    /// <summary>Items are pulled while results are given out, on another thread.</summary>
    private readonly Lock _gate = new();

    private readonly Dictionary<string, decimal> _reserved = new(StringComparer.Ordinal);
    private decimal _reservedSum;
    private decimal _spent;
    private int _failures;

    public StopReason? Reason { get; private set; }

    /// <summary>Asks whether a request may be begun, and reserves what it may cost in a batch: written at the dearest rate, and all of its answer.</summary>
    public bool MayBegin(string name, MessageRequest request)
    {
        lock (_gate)
        {
            return Reserve(name, request);
        }
    }

    public void See(GenerateManyResult result)
    {
        lock (_gate)
        {
            _reservedSum -= _reserved.Remove(result.Id!, out var reserved) ? reserved : 0;
            _spent += result.Cost ?? 0;
            _failures = result.Message is null ? _failures + 1 : 0;
            Reason ??= IsRefusedByBudget(result) ? StopReason.Budget : _failures >= MostFailuresInARow ? StopReason.Failures : null;
        }
    }

    public static bool IsRefusedByBudget(GenerateManyResult result) => result.Error is ClaudeRefusedException { Reason: RefusalReason.Budget };

    private bool Reserve(string name, MessageRequest request)
    {
        if (Reason is not null)
        {
            return false;
        }

        if (batchBudget is not { } budget)
        {
            return true;
        }

        var prompt = TokenEstimate.OfRequest(JsonSerializer.SerializeToElement(request));
        var most = Bill.Of(new Tokens(0, 0, prompt, 0, request.MaxTokens ?? ClaudeDefaults.MaxTokens), prices.For(prompt), isBatch: true).Total;
        if (_spent + _reservedSum + most > budget)
        {
            Reason = StopReason.Budget;
            return false;
        }

        _reserved[name] = most;
        _reservedSum += most;
        return true;
    }
}
