using System.Text.Json;
using PromptCaching.Storage;
using PromptCaching.Testing;

namespace PromptCaching.Tests.Storage;

public sealed class RegionKeysTests : IDisposable
{
    private readonly RegionsUnderTest _process = new(new ManualTimeProvider());

    private CacheRegion Region => _process.Embedding;

    public void Dispose() => _process.Dispose();

    [Fact]
    public void A_key_is_the_model_and_a_hash() => Region.KeyFor("model-1", "text").Should().MatchRegex("^model-1:[A-Za-z0-9_-]{43}$");

    [Fact]
    public void Equal_questions_have_one_key_and_every_difference_makes_another()
    {
        using var document = JsonDocument.Parse("""{"a":[1,2],"b":null}""");
        object?[][] all =
        [
            [], [null], [""], ["a"], ["a", "b"], ["ab"], ["b", "a"], [true], [false], [0], [1], [1.0], [1m], ["1"], [0.1], [0.1f], ['x'],
            [new byte[] { 1 }], [new byte[] { 1, 2 }], [new[] { 1 }], [new[] { 1, 2 }], [new[] { "a", "b" }], [new object[] { new[] { "a" }, "b" }],
            [new object[] { "a", new[] { "b" } }], [Array.Empty<string>()], [new Dictionary<string, object?>()],
            [new Dictionary<string, object?> { ["a"] = 1 }], [new Dictionary<string, object?> { ["a"] = 2 }],
            [new Dictionary<string, object?> { ["b"] = 1 }], [new Dictionary<string, object?> { ["a"] = 1, ["b"] = 2 }], [document.RootElement],
            [DayOfWeek.Monday], [DayOfWeek.Tuesday], [CacheCompression.Brotli], [Guid.Empty], [TimeSpan.Zero], [DateTimeOffset.UnixEpoch],
            [DateTimeOffset.UnixEpoch.UtcDateTime], [new Uri("https://a.example")], ["https://a.example"], [double.NaN], [-0.0], [0.0],
        ];

        all.Select(parameters => Region.KeyFor("m", parameters)).Should().OnlyHaveUniqueItems();
        all.Should().AllSatisfy(parameters => Region.KeyFor("m", parameters).Should().Be(Region.KeyFor("m", parameters)));
    }

    [Fact]
    public void The_order_of_a_dictionary_and_the_width_of_a_number_do_not_matter()
    {
        Region.KeyFor("m", new Dictionary<string, int> { ["a"] = 1, ["b"] = 2 })
            .Should().Be(Region.KeyFor("m", new SortedDictionary<string, long>(Comparer<string>.Create((x, y) => string.CompareOrdinal(y, x))) { ["b"] = 2, ["a"] = 1 }));
        Region.KeyFor("m", 1).Should().Be(Region.KeyFor("m", 1L)).And.Be(Region.KeyFor("m", (byte)1));
        Region.KeyFor("m", 1.0m).Should().Be(Region.KeyFor("m", 1.00m));
        Region.KeyFor("m", new byte[] { 1, 2 }).Should().Be(Region.KeyFor("m", new ReadOnlyMemory<byte>([1, 2]))).And.Be(Region.KeyFor("m", new Memory<byte>([1, 2])));
        using var parts = JsonDocument.Parse("""["a",true,false,null]""");
        parts.RootElement.EnumerateArray().Select(part => Region.KeyFor("m", part)).Should().Equal(
            Region.KeyFor("m", "a"), Region.KeyFor("m", true), Region.KeyFor("m", false), Region.KeyFor("m", [null]));
        using var lists = JsonDocument.Parse("""[[1],[2],[1,2],[[1],2]]""");
        lists.RootElement.EnumerateArray().Select(list => Region.KeyFor("m", list)).Should().OnlyHaveUniqueItems();
        using var one = JsonDocument.Parse("""{"a":1,"b":[true]}""");
        using var other = JsonDocument.Parse("""{ "b" : [ true ], "a" : 1 }""");
        Region.KeyFor("m", one.RootElement).Should().Be(Region.KeyFor("m", other.RootElement));
    }

    [Fact]
    public void Random_lists_that_differ_never_share_a_key()
    {
        var random = new Random(3);
        var keys = new Dictionary<string, string>();
        for (var round = 0; round < 5000; round++)
        {
            object?[] parameters = [.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, 2))];
            var told = Told(parameters);
            var key = Region.KeyFor("m", parameters);
            keys.TryAdd(key, told);
            keys[key].Should().Be(told);
        }

        keys.Values.Distinct().Should().HaveCount(keys.Count);
    }

    [Theory]
    [InlineData("org/model:1 x", "^org_model_1_x:")]
    [InlineData("modèle", "^mod_le:")]
    public void A_model_stands_in_a_key_as_every_store_can_have_it(string model, string pattern)
    {
        Region.KeyFor(model).Should().MatchRegex(pattern);
        Region.KeyFor(model).Should().NotBe(Region.KeyFor(model.Replace('/', '_').Replace('è', '_')));
        Region.KeyFor(new string('m', 64)).Should().StartWith(new string('m', 64) + ":");
        Region.KeyFor(new string('m', 65)).Should().MatchRegex("^[0-9A-F]{32}:");
    }

    [Fact]
    public void What_has_no_certain_bytes_is_refused_by_name()
    {
        Region.Invoking(region => region.KeyFor("m", new object())).Should().Throw<ArgumentException>().WithMessage("*System.Object*JsonElement*");
        var endless = new List<object>();
        endless.Add(endless);
        Region.Invoking(region => region.KeyFor("m", endless)).Should().Throw<ArgumentException>().WithMessage("*deeper than 64*");
    }

    [Fact]
    public void Lists_are_read_to_a_depth_of_64_however_many_stand_side_by_side()
    {
        var flat = Enumerable.Range(0, 100).Select(static number => (object?)new[] { number }).ToArray();
        var deepest = Enumerable.Range(1, 64).Aggregate((object)"end", static (inner, _) => new[] { inner });

        Region.KeyFor("m", flat).Should().NotBe(Region.KeyFor("m", flat[..^1]));
        Region.KeyFor("m", deepest).Should().NotBe(Region.KeyFor("m", "end"));
        Region.Invoking(region => region.KeyFor("m", [new[] { deepest }])).Should().Throw<ArgumentException>().WithMessage("*deeper than 64*");
    }

    [Fact]
    public void A_number_is_one_in_every_width_that_holds_it()
    {
        Region.KeyFor("m", (Half)1.5).Should().Be(Region.KeyFor("m", 1.5)).And.Be(Region.KeyFor("m", 1.5f));
        Region.KeyFor("m", (Half)1.5).Should().NotBe(Region.KeyFor("m", (Half)2.5));
    }

    [Fact]
    public void Keys_of_another_secret_are_others()
    {
        using var other = new RegionsUnderTest(new ManualTimeProvider(), configure: options => options.Client.ApiKey = "another-key");
        using var same = new RegionsUnderTest(new ManualTimeProvider());

        other.Embedding.KeyFor("m", "a").Should().NotBe(Region.KeyFor("m", "a"));
        same.Embedding.KeyFor("m", "a").Should().Be(Region.KeyFor("m", "a"));
    }

    private static object? Value(Random random, int depth) => random.Next(depth == 0 ? 4 : 6) switch
    {
        0 => random.Next(3),
        1 => new string('a', random.Next(3)),
        2 => random.Next(2) == 0 ? null : true,
        3 => new byte[random.Next(2)],
        4 => Enumerable.Range(0, random.Next(3)).Select(_ => Value(random, depth - 1)).ToList(),
        _ => Enumerable.Range(0, random.Next(3)).ToDictionary(number => "k" + number, _ => Value(random, depth - 1)),
    };

    private static string Told(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        byte[] bytes => $"bytes({bytes.Length})",
        Dictionary<string, object?> members => "{" + string.Join(',', members.Order(Comparer<KeyValuePair<string, object?>>.Create((x, y) => string.CompareOrdinal(x.Key, y.Key))).Select(member => member.Key + ":" + Told(member.Value))) + "}",
        System.Collections.IEnumerable items => "[" + string.Join(',', items.Cast<object?>().Select(Told)) + "]",
        _ => value.ToString()!,
    };
}
