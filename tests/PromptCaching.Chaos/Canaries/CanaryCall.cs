using System.Globalization;
using System.Text;
using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.Canaries;

/// <summary>Makes requests that are full of canaries.</summary>
internal static class CanaryCall
{
    private const int Questions = 200;
    private static readonly Uri Address = new("https://api.anthropic.com/v1/messages");
    private static readonly string Padding = string.Concat(Enumerable.Repeat("word ", 6000));

    public static HttpRequestMessage Some(Random chance)
    {
        var number = chance.Next(Questions);
        var body = chance.OneIn(20) ? "{\"model\":\"" + Canary.Of("broken", number) : Body(number, chance);
        var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("anthropic-workspace-id", Canary.Of("header", number));
        request.Headers.TryAddWithoutValidation("x-tenant", Canary.Of("tenant", number));
        request.Headers.TryAddWithoutValidation("x-something", Canary.Of("something", number));
        switch (chance.Next(4))
        {
            case 0:
                request.Headers.TryAddWithoutValidation("x-api-key", "sk-ant-api03-" + Canary.Of("own-key", number));
                break;
            case 1:
                request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + Canary.Of("bearer", number));
                break;
            default:
                break;
        }

        Call(number, chance).Set(request);
        return request;
    }

    private static ClaudeCall Call(int number, Random chance) => new()
    {
        Scope = chance.OneIn(2) ? Canary.Of("scope", number % 3) : null,
        Tags = [Canary.Of("tag", number)],
        DependsOn = new Dictionary<string, string> { [Canary.Of("content", number)] = Canary.Of("hash", chance.Next(2)) },
        ResponseCache = chance.Next(8) switch
        {
            0 => ResponseCacheMode.OnlyIfCached,
            1 => ResponseCacheMode.Refresh,
            2 => ResponseCacheMode.Bypass,
            _ => null,
        },
    };

    private static string Body(int number, Random chance)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return $$$$"""
            {"model":"claude-haiku-5-5","max_tokens":64,"stream":{{{{(chance.OneIn(2) ? "true" : "false")}}}},"metadata":{"user_id":"{{{{Canary.Of("user", number % 5)}}}}"},
             "system":[{"type":"text","text":"{{{{Canary.Of("system", chance.Next(3))}}}} {{{{(chance.OneIn(4) ? "" : Padding)}}}}"}],
             "tools":[{"name":"{{{{Canary.Of("tool", chance.Next(3))}}}}","description":"{{{{Canary.Of("description", number)}}}}",
              "input_schema":{"type":"object","properties":{"{{{{Canary.Of("property", number)}}}}":{} } } }],
             "stop_sequences":["{{{{Canary.Of("stop", number)}}}}"],
             "messages":[{"role":"user","content":"{{{{Canary.Of("prompt", number)}}}}"},
              {"role":"assistant","content":[{"type":"tool_use","id":"toolu_{{{{digits}}}}","name":"{{{{Canary.Of("tool", 0)}}}}","input":{"a":"{{{{Canary.Of("input", number)}}}}"}}]},
              {"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_{{{{digits}}}}","content":"{{{{Canary.Of("result", number)}}}}"}]}]}
            """;
    }
}
