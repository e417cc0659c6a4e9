namespace PromptCaching.Tests.CacheControl.Generated;

/// <summary>All that stands beside model, tools, system and messages, as far as the model takes it.</summary>
internal sealed class Settings(Pen pen, ModelTraits traits, BetaSet betas, bool hasTools)
{
    private static readonly string[] Lengths = ["1", "16", "16", "16", "64", "1024"];

    /// <summary>Efforts at which even models that have to think can be told not to.</summary>
    private static readonly string[] Calm = ["low", "medium", "high"];

    private Random Chance => pen.Chance;

    public IEnumerable<(string Name, Piece? Value)> Some()
    {
        var isPreWarm = Chance.OneIn(15);
        var thinking = traits.Thinking.Length > 0 && !isPreWarm && Chance.OneIn(3) ? Chance.Pick(traits.Thinking) : null;
        var wantsFormat = !isPreWarm && Chance.OneIn(15);
        return
        [
            ("max_tokens", isPreWarm ? "0" : thinking == "enabled" ? "2048" : Chance.Pick(Lengths)),
            ("thinking", Thinking(thinking)),
            ("output_config", OutputConfig(thinking, wantsFormat)),
            ("tool_choice", Chance.OneIn(6) ? ToolChoice(isForcible: traits.TakesForcedTools && thinking is null && !isPreWarm) : null),
            ("stream", isPreWarm ? null : Chance.Next(6) switch { 0 => "true", 1 => "false", _ => null }),
            ("temperature", traits.TakesSampling && Chance.OneIn(8) ? Chance.Pick(["1", "0", "1.0", "0.50", "5e-1", "1E0", "-0"]) : null),
            ("top_k", traits.TakesSampling && Chance.OneIn(20) ? "5" : null),
            ("stop_sequences", Chance.OneIn(12) ? pen.Array(pen.Text("END")) : null),
            ("metadata", Chance.OneIn(8) ? pen.Object(("user_id", Chance.OneIn(3) ? "null" : pen.Text("user"))) : null),
            ("service_tier", Chance.OneIn(12) ? pen.Text("auto") : null),
            ("container", Chance.OneIn(40) ? pen.Text("container_1") : null),
            ("inference_geo", traits.TakesGeography && Chance.OneIn(12) ? pen.Text("us") : null),
            ("diagnostics", Chance.OneIn(8) ? pen.Object(("previous_message_id", Chance.OneIn(2) ? "null" : pen.Text("msg_1"))) : null),
            ("user_profile_id", Chance.OneIn(60) ? pen.Text("profile") : null),
            .. OfBetas(),
        ];
    }

    private Piece? Thinking(string? type) => type is null ? Chance.OneIn(60) ? "null" : null : pen.Object(
        ("type", pen.Text(type)),
        ("budget_tokens", type == "enabled" ? "1024" : null),
        ("display", type is "adaptive" or "enabled" && Chance.OneIn(3) ? pen.Text("summarized") : null));

    private Piece? OutputConfig(string? thinking, bool wantsFormat)
    {
        var efforts = thinking is "disabled" or "between_tools" ? traits.Efforts.Intersect(Calm).ToArray() : traits.Efforts;
        var effort = efforts.Length > 0 && Chance.OneIn(5) ? Chance.Pick(efforts) : null;
        var wantsBudget = betas.HasTaskBudgets && Chance.OneIn(4);
        return effort is null && !wantsFormat && !wantsBudget ? null : pen.Object(
            ("effort", effort is null ? null : pen.Text(effort)),
            ("format", wantsFormat ? pen.Object(("type", pen.Text("json_schema")), ("schema", pen.Object(("type", pen.Text("object"))))) : null),
            ("task_budget", wantsBudget ? pen.Object(("type", pen.Text("tokens")), ("total", "1000")) : null));
    }

    private Piece ToolChoice(bool isForcible) => isForcible && hasTools && Chance.OneIn(2)
        ? pen.Object(("type", pen.Text("any")), ("disable_parallel_tool_use", Chance.OneIn(2) ? pen.YesOrNo() : null))
        : pen.Object(("type", pen.Text(Chance.OneIn(3) ? "none" : "auto")));

    private IEnumerable<(string Name, Piece? Value)> OfBetas() =>
    [
        ("mcp_servers", betas.HasMcp
            ? pen.Array(pen.Object(("type", pen.Text("url")), ("name", pen.Text("there")), ("url", pen.Text("https://example.com/mcp"))))
            : null),
        ("context_management", betas.HasContextEdits && Chance.OneIn(2)
            ? pen.Object(("edits", pen.Array(pen.Object(("type", pen.Text("clear_tool_uses_20250919"))))))
            : null),
        ("compaction", betas.HasCompactionOnDemand && Chance.OneIn(6) ? pen.Object() : null),
        ("speed", betas.HasFastMode && Chance.OneIn(4) ? pen.Text("standard") : null),
        ("fallbacks", betas.HasFallbacks && Chance.OneIn(4) ? pen.Text("default") : null),
    ];
}
