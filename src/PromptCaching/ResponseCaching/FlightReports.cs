using PromptCaching.ResponseCaching.InFlight;

namespace PromptCaching.ResponseCaching;

/// <summary>Tells each caller of a flight what became of it: one of them pays, for the others it was free.</summary>
internal static class FlightReports
{
    /// <summary>Brings a caller's report to what is known by now; what it said of a bill that another caller has taken over since, it says no more.</summary>
    public static void Settle(Flight flight, Seat seat)
    {
        if (flight.IsPaidBy(seat))
        {
            seat.Report.TakeOver(flight.Report);
            return;
        }

        var isAnswered = flight.Report.Source != CallSource.None;
        seat.Report.TakeOver(new CallReport
        {
            Source = isAnswered ? CallSource.Joined : CallSource.None,
            Model = flight.Report.Model,
            RequestId = flight.Report.RequestId,
            Verdict = CacheVerdict.FromAnotherCall,
            Usage = isAnswered ? new TokenUsage() : null,
            Cost = isAnswered ? 0m : null,
            Upstream = flight.Report.Upstream,
        });
    }
}
