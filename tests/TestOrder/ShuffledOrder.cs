using System.Globalization;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace TestOrder;

/// <summary>
/// Runs the tests of every project in an order that a seed decides, so that a test which needs another to run before it fails sooner or later.
/// The seed is the environment variable <c>TEST_ORDER_SEED</c>, 0 where there is none: every run of one seed has one order.
/// </summary>
public sealed class ShuffledOrder : ITestCaseOrderer, ITestCollectionOrderer
{
    /// <inheritdoc/>
    public IEnumerable<TTestCase> OrderTestCases<TTestCase>(IEnumerable<TTestCase> testCases)
        where TTestCase : ITestCase => Shuffle(testCases, static testCase => testCase.DisplayName);

    /// <inheritdoc/>
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        Shuffle(testCollections, static collection => collection.DisplayName);

    private static T[] Shuffle<T>(IEnumerable<T> tests, Func<T, string> name)
    {
        var seed = Environment.GetEnvironmentVariable("TEST_ORDER_SEED") is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;
        var shuffled = tests.OrderBy(name, StringComparer.Ordinal).ToArray();
        new Random(seed).Shuffle(shuffled);
        return shuffled;
    }
}
