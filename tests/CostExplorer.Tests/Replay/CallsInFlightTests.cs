using CostExplorer.Replay;

namespace CostExplorer.Tests.Replay;

public sealed class CallsInFlightTests
{
    [Fact]
    public async Task A_call_that_waits_for_another_one_does_not_hold_up_time()
    {
        var calls = new CallsInFlight();
        calls.Begin();

        await OwnThread.RunAsync(() => calls.WaitUntilParked(CancellationToken.None));

        calls.Count.Should().Be(1);
    }
}
