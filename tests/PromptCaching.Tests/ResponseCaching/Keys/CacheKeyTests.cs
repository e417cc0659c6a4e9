using System.Text.Json.Nodes;
using PromptCaching.Http;
using PromptCaching.ResponseCaching.Keys;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.ResponseCaching.Keys;

/// <summary>What makes two questions the same, and what does not. Whatever nobody thought of makes a difference.</summary>
public class CacheKeyTests
{
    private static readonly string[] NotCounted = ["stream", "diagnostics", "cache_control", "metadata.future"];

    [Fact]
    public void Every_change_of_every_value_is_another_question_but_for_what_does_not_change_the_answer()
    {
        var key = KeyOf(Questions.Full);
        var tried = 0;
        foreach (var path in Paths(JsonNode.Parse(Questions.Full)!))
        {
            foreach (var change in (Action<JsonNode, string>[])[Remove, Replace, Add])
            {
                var changed = JsonNode.Parse(Questions.Full)!;
                change(changed, path);
                var isCounted = IsCounted(path);
                if (change == Add && path is "" or "metadata")
                {
                    isCounted = path.Length == 0;
                }

                (KeyOf(changed.ToJsonString()) != key).Should().Be(isCounted, "{0} of {1}", change.Method.Name, path);
                tried++;
            }
        }

        tried.Should().BeGreaterThan(250);
    }

    [Fact]
    public void The_order_of_keys_and_white_space_make_no_difference()
    {
        var reversed = Reverse(JsonNode.Parse(Questions.Full)!);

        reversed.ToJsonString().Should().NotBe(JsonNode.Parse(Questions.Full)!.ToJsonString());
        KeyOf(reversed.ToJsonString()).Should().Be(KeyOf(Questions.Full));
        KeyOf(Questions.Full.Replace("\n", "  \r\n\t", StringComparison.Ordinal)).Should().Be(KeyOf(Questions.Full));
        KeyOf(Questions.Json.Replace("What", "Wh\\u0061t", StringComparison.Ordinal)).Should().Be(KeyOf(Questions.Json));
    }

    [Fact]
    public void The_order_of_items_is_another_question() =>
        KeyOf(Questions.Full.Replace("\"END\",\"STOP\"", "\"STOP\",\"END\"", StringComparison.Ordinal)).Should().NotBe(KeyOf(Questions.Full));

    [Theory]
    [InlineData("""{"model":"m","messages":[],"model":"m"}""")]
    [InlineData("""{"model":"m","messages":[{"role":"user","role":"user","content":"x"}]}""")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"x","t\u0065xt":"x"}]}]}""")]
    [InlineData("""{"model":"m","messages":[],"tools":[{"name":"a","input_schema":{"properties":{"b":1,"a":2,"b":1}}}]}""")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"x","cache_control":null,"cache_control":null}]}]}""")]
    [InlineData("""{"model":"m","messages":[],"x":[[{"a":{"b":1,"b":2}}]]}""")]
    [InlineData("""{"model":"m","messages":[],"x":"\ud800"}""")]
    [InlineData("""{"model":"m","messages":[],"x":{"\ud800":1}}""")]
    [InlineData("""{"model":"m","messages":[],"metadata":{"user_id":"\ud800"}}""")]
    [InlineData("""{"model":"m","messages":[],"metadata":{"user_id":5}}""")]
    [InlineData("""{"model":"m","messages":[],"metadata":{"user_id":{"id":"a"}}}""")]
    public async Task A_body_that_readers_may_understand_differently_is_not_cached_and_breaks_no_call(string body)
    {
        var server = new ScriptedServer("""{"type":"message","id":"msg_1","model":"m","stop_reason":"end_turn","content":[],"usage":{}}""");
        using var chain = new ChainUnderTest(server: server);

        await chain.AskAsync(body);
        var second = await chain.AskAsync(body);

        second.Status.Should().Be(200);
        second.IsHit.Should().BeFalse();
        server.Bodies.Should().HaveCount(2);
    }

    public static TheoryData<string> Differences => [.. Changes.Keys];

    private static Dictionary<string, Action<HttpRequestMessage>> Changes => new()
    {
        ["method"] = request => request.Method = HttpMethod.Put,
        ["host"] = request => request.RequestUri = new Uri("https://other.example.com/v1/messages"),
        ["port"] = request => request.RequestUri = new Uri("https://api.anthropic.com:8443/v1/messages"),
        ["path"] = request => request.RequestUri = new Uri("https://api.anthropic.com/gateway/v1/messages"),
        ["query"] = request => request.RequestUri = new Uri(ChainUnderTest.Address + "?beta=true"),
        ["version"] = request => request.Headers.Add("anthropic-version", "2026-10-21"),
        ["beta"] = request => request.Headers.Add("anthropic-beta", "new-1"),
        ["betas"] = request => request.Headers.Add("Anthropic-Beta", ["new-1", "new-2"]),
        ["a header of the future"] = request => request.Headers.Add("anthropic-workspace-id", "w"),
        ["scope"] = request => new ClaudeCall { Scope = "a" }.Set(request),
        ["another scope"] = request => new ClaudeCall { Scope = "b" }.Set(request),
        ["api key"] = request => request.Headers.Add("x-api-key", "another"),
        ["host header"] = request => request.Headers.Host = "other.example.com",
        ["api key as a bearer token"] = request => request.Headers.Add("Authorization", "Bearer sk-ant-api03-x"),
    };

    [Theory]
    [MemberData(nameof(Differences))]
    public void Another_method_address_header_or_caller_is_another_question(string what)
    {
        var key = KeyOf(Questions.Json, Changes[what]);

        key.Should().NotBe(KeyOf(Questions.Json));
        Changes.Keys.Where(other => other != what).Should().OnlyContain(other => KeyOf(Questions.Json, Changes[other]) != key);
        KeyOf(Questions.Json, Changes[what]).Should().Be(key);
    }

    [Theory]
    [InlineData("x-request-id", "1")]
    [InlineData("User-Agent", "other")]
    [InlineData("x-stainless-retry-count", "1")]
    [InlineData("anthropic-version", "2023-06-01")]
    public void Headers_that_change_no_answer_make_no_difference(string name, string value) =>
        KeyOf(Questions.Json, request => request.Headers.TryAddWithoutValidation(name, value)).Should().Be(KeyOf(Questions.Json));

    [Fact]
    public void An_api_key_is_the_same_in_either_header() =>
        KeyOf(Questions.Json, request => request.Headers.Add("x-api-key", "sk-ant-api03-x"))
            .Should().Be(KeyOf(Questions.Json, request => request.Headers.Add("Authorization", "Bearer sk-ant-api03-x")));

    [Fact]
    public void The_user_belongs_to_the_scope_and_absent_is_not_empty()
    {
        string[] users = ["", ",\"metadata\":{\"user_id\":\"\"}", ",\"metadata\":{\"user_id\":\"a\"}", ",\"metadata\":{\"user_id\":\"b\"}"];

        users.Select(user => KeyOf(Questions.Json[..^1] + user + "}")).Should().OnlyHaveUniqueItems();
        KeyOf(Questions.Json[..^1] + ",\"metadata\":{}}").Should().Be(KeyOf(Questions.Json));
    }

    [Fact]
    public void A_key_is_safe_in_any_store_and_tells_nothing() =>
        KeyOf(Questions.Json).Should().MatchRegex("^claude-haiku-5-5:[A-Za-z0-9_-]{43}$");

    private static string KeyOf(string body, Action<HttpRequestMessage>? change = null)
    {
        using var request = ChainUnderTest.Post(body.Utf8());
        change?.Invoke(request);
        var connection = new ClaudeConnection("key", ClaudeDefaults.BaseAddress, "2023-06-01", null);
        var caller = Caller.Of(request, ClaudeCall.Of(request).Scope, connection, []);
        var envelope = new Envelopes(() => CacheSecrets.FromKeys).Of(caller)!;
        return Question.Read(body.Utf8(), default, envelope, default)!.Key.Text;
    }

    /// <summary>Whether a place counts: markers do not where the API reads them as such, but do in schemas and in the input of tools.</summary>
    private static bool IsCounted(string path)
    {
        var isMarker = path.Split('.').Contains("cache_control") && !path.Contains("input", StringComparison.Ordinal);
        return !isMarker && path != "metadata.future" && !NotCounted.Any(name => path == name || path.StartsWith(name + ".", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Paths(JsonNode node, string path = "")
    {
        yield return path;
        var children = node switch
        {
            JsonObject item => item.Select(member => (Name: member.Key, member.Value)),
            JsonArray items => items.Select((item, index) => (Name: $"{index}", Value: item)),
            _ => [],
        };
        foreach (var (name, value) in children)
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            foreach (var inner in value is null ? [at] : Paths(value, at))
            {
                yield return inner;
            }
        }
    }

    private static void Remove(JsonNode root, string path) => Edit(root, path, (holder, name) =>
    {
        if (holder is JsonArray items)
        {
            items.RemoveAt(int.Parse(name, System.Globalization.CultureInfo.InvariantCulture));
        }
        else
        {
            holder.AsObject().Remove(name);
        }
    });

    private static void Replace(JsonNode root, string path) => Edit(root, path, (holder, name) =>
    {
        if (holder is JsonArray items)
        {
            items[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] = "replaced";
        }
        else
        {
            holder[name] = name == "user_id" || holder[name]?.GetValueKind() == System.Text.Json.JsonValueKind.String ? holder[name] + "!" : "replaced";
        }
    });

    private static void Add(JsonNode root, string path)
    {
        var target = path.Length == 0 ? root : path.Split('.').Aggregate((JsonNode?)root, Step);
        if (target is JsonArray items)
        {
            items.Add("added");
        }
        else if (target is JsonObject item)
        {
            item["added"] = "added";
        }
        else
        {
            Replace(root, path);
        }
    }

    private static void Edit(JsonNode root, string path, Action<JsonNode, string> edit)
    {
        if (path.Length == 0)
        {
            root["edited"] = true;
            return;
        }

        var names = path.Split('.');
        edit(names[..^1].Aggregate((JsonNode?)root, Step)!, names[^1]);
    }

    private static JsonNode? Step(JsonNode? node, string name) =>
        node is JsonArray items ? items[int.Parse(name, System.Globalization.CultureInfo.InvariantCulture)] : node![name];

    private static JsonNode Reverse(JsonNode node) => node switch
    {
        JsonObject item => new JsonObject(item.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : Reverse(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Reverse(item))]),
        _ => node.DeepClone(),
    };
}
