namespace PromptCaching.Telemetry.Spans;

/// <summary>Names of attributes: those of the GenAI conventions, and ours, which never stand under theirs.</summary>
internal static class SpanTags
{
    public const string Operation = "gen_ai.operation.name";
    public const string Provider = "gen_ai.provider.name";
    public const string RequestModel = "gen_ai.request.model";
    public const string MaxTokens = "gen_ai.request.max_tokens";
    public const string Temperature = "gen_ai.request.temperature";
    public const string TopP = "gen_ai.request.top_p";
    public const string TopK = "gen_ai.request.top_k";
    public const string StopSequences = "gen_ai.request.stop_sequences";
    public const string Stream = "gen_ai.request.stream";
    public const string ResponseId = "gen_ai.response.id";
    public const string ResponseModel = "gen_ai.response.model";
    public const string FinishReasons = "gen_ai.response.finish_reasons";
    public const string TimeToFirstChunk = "gen_ai.response.time_to_first_chunk";
    public const string InputTokens = "gen_ai.usage.input_tokens";
    public const string OutputTokens = "gen_ai.usage.output_tokens";
    public const string CacheRead = "gen_ai.usage.cache_read.input_tokens";
    public const string CacheCreation = "gen_ai.usage.cache_creation.input_tokens";
    public const string CacheWrite = "gen_ai.usage.cache_write.input_tokens";
    public const string Reasoning = "gen_ai.usage.reasoning.output_tokens";
    public const string SystemInstructions = "gen_ai.system_instructions";
    public const string InputMessages = "gen_ai.input.messages";
    public const string OutputMessages = "gen_ai.output.messages";
    public const string ToolDefinitions = "gen_ai.tool.definitions";
    public const string TokenType = "gen_ai.token.type";
    public const string TokenModality = "gen_ai.token.modality";

    public const string Failure = "error.type";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string StatusCode = "http.response.status_code";
    public const string ResendCount = "http.request.resend_count";

    public const string Source = "promptcaching.source";
    public const string Attempts = "promptcaching.attempts";
    public const string Attempt = "promptcaching.attempt";
    public const string RequestId = "promptcaching.request_id";
    public const string Refusal = "promptcaching.refusal";
    public const string RefusedByBudget = "promptcaching.budget";
    public const string Cost = "promptcaching.cost";
    public const string Saved = "promptcaching.saved";
    public const string Outcome = "promptcaching.prompt_cache.outcome";
    public const string MissCause = "promptcaching.prompt_cache.miss_cause";
    public const string AddedBreakpoints = "promptcaching.prompt_cache.added_breakpoints";
    public const string Age = "promptcaching.response_cache.age";
    public const string Result = "promptcaching.response_cache.result";
    public const string QuotaWait = "promptcaching.quota_wait";
    public const string PrefixWait = "promptcaching.prefix_wait";
    public const string KeepWarm = "promptcaching.keep_warm";

    public const string Chat = "chat";
    public const string Anthropic = "anthropic";
}
