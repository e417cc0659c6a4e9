using Microsoft.Extensions.Logging;

namespace PromptCaching.Accounting;

/// <summary>Opens the file of a ledger: what it holds is counted again, and what comes is added to it.</summary>
internal static class LedgerFiles
{
    /// <returns><see langword="null"/> when no file is wanted.</returns>
    public static LedgerFile? Open(AccountingOptions options, CostLedger ledger, BudgetBook budgets, CallEstimates estimates, ILogger logger)
    {
        if (options.File is not { } path)
        {
            return null;
        }

        try
        {
            foreach (var entry in LedgerFile.Read(path))
            {
                ledger.Restore(entry);
                budgets.Restore(entry);
                estimates.Learn(entry);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A ledger that cannot be read must not keep the host from starting.
            logger.LedgerFileIsUnreadable(path, fault);
        }

        var file = new LedgerFile(path, options.FileMaxBytes, logger);
        ledger.Subscribe(file.Write);
        return file;
    }
}
