using PromptCaching.Tests.CacheControl.Generated;

namespace PromptCaching.Chaos.NearEqualRequests;

/// <summary>Changes one thing outside the body. Some of the changes change nothing for the question, as headers that only count calls.</summary>
internal static class SenderChanges
{
    private static readonly Func<Sender, Random, Sender>[] All =
    [
        static (sender, chance) => sender with { Method = chance.Pick(["PUT", "post", "PATCH"]) },
        static (sender, chance) => sender with {
            Address = $"https://api.anthropic.com/v1/messages{chance.Pick(["/", "?beta=true", "?beta=false", "?"])}{Number(chance)}" },
        static (sender, chance) => sender with { Address = $"https://gateway-{Number(chance)}.example.com/v1/messages" },
        static (sender, chance) => sender with { Address = $"https://api.anthropic.com:{8000 + chance.Next(1000)}/v1/messages" },
        static (sender, _) => sender with { Address = "http://api.anthropic.com/v1/messages" },
        static (sender, chance) => sender with {
            Address = chance.Pick(["https://API.anthropic.com/v1/messages", "HTTPS://api.anthropic.com:443/v1/messages"]) },
        static (sender, chance) => sender with { Address = chance.Pick(["https://api.anthropic.com/v1/Messages", "https://api.anthropic.com/v1//messages"]) },
        static (sender, chance) => sender with { Host = $"host-{Number(chance)}.example.com" },
        static (sender, chance) => sender with { Scope = Name(chance) },
        static (sender, chance) => sender with { ConfiguredKey = Name(chance) },
        static (sender, chance) => sender with { ConfiguredKey = sender.ConfiguredKey + chance.Pick(["1", "\u00e9", "e\u0301", " "]) },
        static (sender, chance) => sender.With("x-api-key", Name(chance)),
        static (sender, chance) => sender.With("Authorization", "Bearer sk-ant-api03-" + Name(chance)),
        static (sender, chance) => sender.With("Authorization", "Bearer " + Name(chance)),
        static (sender, chance) => sender.With("authorization", "Bearer " + Name(chance)) with { Scope = Name(chance) },
        static (sender, chance) => sender.With("x-api-key", Name(chance)) with { Scope = Name(chance) },
        static (sender, chance) => sender.With("x-api-key", Name(chance)).With("Authorization", "Bearer sk-ant-api03-" + Name(chance)),
        static (sender, chance) => sender.With(
            chance.Pick(["anthropic-version", "Anthropic-Version"]), chance.Pick(["2026-10-21", "2023-06-01", "2023-01-01"])),
        static (sender, chance) => sender.With("anthropic-beta", chance.Pick(["betas-of-the-options", "new-1", "new-1,new-2", "new-1, new-2", "new-2,new-1"])),
        static (sender, _) => sender.With("anthropic-beta", "new-1").With("Anthropic-Beta", "new-2"),
        static (sender, chance) => sender.With("anthropic-workspace-id", Name(chance)),
        static (sender, chance) => sender.With("Anthropic-Future", Name(chance)).With("anthropic-other", Name(chance)),
        static (sender, chance) => sender.With("anthropic-other", Name(chance)).With("anthropic-future", Name(chance)),
        static (sender, chance) => sender.With(chance.Pick(["x-tenant", "X-TENANT"]), Name(chance)),
        static (sender, chance) => sender.With(chance.Pick(["x-request-id", "User-Agent", "x-stainless-retry-count", "traceparent"]), Name(chance)),
    ];

    public static Sender Some(Random chance) => chance.Pick(All)(Sender.Usual, chance);

    private static string Name(Random chance) => chance.Pick(["a", "b", "A", "a1", "key-of-the-options", "scope", "\u00e9", "e\u0301"])
        + (chance.OneIn(2) ? Number(chance) : "");

    private static int Number(Random chance) => chance.Next(1000);
}
