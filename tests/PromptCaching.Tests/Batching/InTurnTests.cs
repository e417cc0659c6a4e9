using PromptCaching.Batching;

namespace PromptCaching.Tests.Batching;

public sealed class InTurnTests
{
    [Theory]
    [InlineData(0, 1, 2, 3)]
    [InlineData(3, 2, 1, 0)]
    [InlineData(1, 0, 3, 2)]
    public async Task Whatever_comes_in_any_order_leaves_in_order(params int[] order) =>
        (await InTurn.OfAsync(Results(order), CancellationToken.None).ListAsync()).Select(static result => result.Index).Should().Equal(0, 1, 2, 3);

    [Fact]
    public async Task What_waits_for_a_result_that_never_comes_is_given_out_before_the_failure()
    {
        var seen = new List<long>();
        var run = async () =>
        {
            await foreach (var result in InTurn.OfAsync(Failing(), CancellationToken.None))
            {
                seen.Add(result.Index);
            }
        };

        await run.Should().ThrowAsync<IOException>();
        seen.Should().Equal(0, 3, 5);
    }

    private static IAsyncEnumerable<GenerateManyResult> Results(params IEnumerable<int> order) =>
        Questions.OverTime(order.Select(static index => new GenerateManyResult { Index = index }));

    private static async IAsyncEnumerable<GenerateManyResult> Failing()
    {
        await foreach (var result in Results(5, 0, 3))
        {
            yield return result;
        }

        throw new IOException("Gone.");
    }
}
