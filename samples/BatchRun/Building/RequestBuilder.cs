using System.Text.Json;
using System.Text.Json.Nodes;
using BatchRun.Configuration;
using BatchRun.Items;
using PromptCaching.Accounting;
using PromptCaching.Messages;

namespace BatchRun.Building;

/// <summary>Makes the requests of one provider.</summary>
internal sealed class RequestBuilder(string providerName, ProviderConfiguration provider, string shared)
{
    public bool IsChat => providerName == ChatPrompt.ProviderName;

    public ManifestArm Describe(ArmConfiguration arm, int requests)
    {
        var size = PrefixSize.Of(Claude(null).Of(PromptTexts.Of(shared, arm, new Item("any", "any")), isMarked: false));
        return new ManifestArm(arm.Name, requests, size.Tokens, IsChat || provider.CacheControl == CacheControlToggle.Off ? null : size.Minimum);
    }

    public JsonObject Body(ArmConfiguration arm, bool isBelowMinimum, double temperature, Item item)
    {
        var texts = PromptTexts.Of(shared, arm, item);
        return IsChat
            ? new ChatPrompt(provider, temperature).Of(texts)
            : Of(Claude(SentTemperature(temperature)).Of(texts, isMarked: !isBelowMinimum));
    }

    public string Line(string customId, JsonObject body) => (IsChat
        ? new JsonObject { ["custom_id"] = customId, ["method"] = "POST", ["url"] = "/v1/chat/completions", ["body"] = body }
        : new JsonObject { ["custom_id"] = customId, ["params"] = body }).ToJsonString(Json.Lines);

    private ClaudePrompt Claude(double? temperature) => new(provider, temperature);

    /// <summary>Models from 4.7 on take no temperature but 1.0, which is what they do when none is sent; the newest API version takes none at all.</summary>
    private double? SentTemperature(double temperature) =>
        ModelCatalog.Default.Find(provider.Model) is { AcceptsTemperature: false } && temperature != 1
            ? throw new UsageException(FormattableString.Invariant($"{provider.Model} takes no temperature but 1.0, not {temperature}."))
            : temperature == 1 ? null : temperature;

    private static JsonObject Of(MessageRequest request) => JsonSerializer.SerializeToNode(request)!.AsObject();
}
