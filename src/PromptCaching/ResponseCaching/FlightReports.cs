using PromptCaching.ResponseCaching.InFlight;

namespace PromptCaching.ResponseCaching;

/// <summary>Tells each caller of a flight what became of it: one of them pays, for the others it was free.</summary>
internal static class FlightReports
{
    /// <summary>Brings a caller's report to what is known by now.</summary>
    public static void Settle(Flight flight, Seat seat)
    {
        if (flight.IsPaidBy(seat))
        {
            seat.Report.TakeOver(flight.Report);
            return;
        }

        var report = seat.Report;
        report.Source = flight.Report.Source == CallSource.None ? CallSource.None : CallSource.Joined;
        report.RequestId = flight.Report.RequestId;
        report.Verdict = CacheVerdict.FromAnotherCall;
    }
}
