using System.Globalization;
using System.Text;
using PromptCaching.Accounting;
using PromptCaching.Messages;
using PromptCaching.Requests;
using PromptCaching.Tests.Support;

namespace PromptCaching.Tests.Requests;

public sealed class RequestChecksTests
{
    private const string Turn = """
        "messages":[{"role":"user","content":"hello"}]
        """;

    /// <summary>Each is a 400 of the API, as the emulator has it, and each sentence says what to do.</summary>
    public static TheoryData<string, string, string> Refused => new()
    {
        { "claude-sonnet-5-5", """ "temperature":0.5 """, "Temperature of 0.5" },
        { "claude-opus-4-8", """ "top_p":0.5 """, "TopP of 0.5" },
        { "claude-opus-4-8", """ "top_k":5 """, "TopK of 5" },
        { "claude-opus-4-8", """ "thinking":{"type":"enabled","budget_tokens":1024} """, "adaptive" },
        { "claude-sonnet-4-5", """ "thinking":{"type":"adaptive"} """, "enabled, disabled" },
        { "claude-opus-5-5", """ "thinking":{"type":"disabled"} """, "takes adaptive" },
        { "claude-opus-5", """ "thinking":{"type":"disabled"},"output_config":{"effort":"max"} """, "up to the effort 'high'" },
        { "claude-sonnet-4-5", """ "thinking":{"type":"enabled","budget_tokens":4096} """, "less than MaxTokens" },
        { "claude-sonnet-4-5", """ "thinking":{"type":"enabled","budget_tokens":1000} """, "at least 1,024" },
        { "claude-haiku-4-5", """ "output_config":{"effort":"low"} """, "has no effort" },
        { "claude-opus-4-5", """ "output_config":{"effort":"max"} """, "low, medium, high" },
        { "claude-opus-5-5", """ "tool_choice":{"type":"any"},"tools":[{"name":"a","input_schema":{"type":"object"}}] """, "ToolChoice.Auto" },
        { "claude-sonnet-4-5", """ "inference_geo":"us" """, "InferenceGeo" },
        { "claude-haiku-4-5", """ "max_tokens":64001 """, "64000 tokens at most" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task What_the_API_would_refuse_is_refused_before_it_is_sent(string model, string fields, string says)
    {
        var request = Request(model, fields);
        using var chain = new ChainUnderTest();
        using var free = new ChainUnderTest(static options => options.Client.CheckRequests = false);

        var refusal = await chain.Client.Awaiting(c => c.CreateMessageAsync(request)).Should().ThrowAsync<ClaudeRefusedException>();
        refusal.Which.Reason.Should().Be(RefusalReason.Validation);
        refusal.Which.Message.Should().Contain(says);
        chain.Emulator.Calls.Should().BeEmpty();

        (await free.Client.Awaiting(c => c.CreateMessageAsync(request)).Should().ThrowAsync<ClaudeApiException>()).Which.StatusCode.Should().Be(System.Net.HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("claude-sonnet-5-5", """ "temperature":1,"top_p":0.99 """)]
    [InlineData("claude-sonnet-5-5", """ "thinking":{"type":"between_tools"},"output_config":{"effort":"high"} """)]
    [InlineData("claude-opus-5", """ "thinking":{"type":"disabled"},"output_config":{"effort":"high"} """)]
    [InlineData("claude-sonnet-4-5", """ "temperature":0.2,"top_k":5 """)]
    [InlineData("claude-haiku-5-5", """ "tool_choice":{"type":"any"},"tools":[{"name":"a","input_schema":{"type":"object"}}] """)]
    [InlineData("claude-opus-4-8", """ "inference_geo":"us","output_config":{"effort":"xhigh"} """)]
    [InlineData("a-model-of-tomorrow", """ "temperature":0.1,"thinking":{"type":"deep"} """)]
    public void What_the_API_takes_passes(string model, string fields) =>
        RequestChecks.Problem(Request(model, fields), ModelCatalog.Default.Find(model), ClaudeDefaults.ApiVersion, isStream: false).Should().BeNull();

    [Theory]
    [InlineData(""" "max_tokens":0 """, "PreWarmAsync")]
    [InlineData(""" "speed":"fast" """, "Speed")]
    [InlineData(""" "temperature":0.5 """, "Temperature")]
    public void A_batch_takes_less(string fields, string says) =>
        RequestChecks.BatchProblem(Request("claude-opus-5-5", fields), ModelCatalog.Default, "2023-06-01").Should().Contain(says);

    [Theory]
    [InlineData("any", true)]
    [InlineData("tool", true)]
    [InlineData("auto", false)]
    [InlineData("none", false)]
    public void Thinking_with_a_budget_does_not_go_with_a_tool_that_must_be_used(string choice, bool isRefused)
    {
        var request = Request("claude-sonnet-4-6", $$""" "thinking":{"type":"enabled","budget_tokens":2048},"tool_choice":{"type":"{{choice}}"} """);

        var problem = RequestChecks.Problem(request, ModelCatalog.Default.Find("claude-sonnet-4-6"), "2023-06-01", isStream: false);

        (problem is not null).Should().Be(isRefused);
    }

    [Theory]
    [InlineData(""" "temperature":1 """, "no Temperature")]
    [InlineData(""" "messages":[{"role":"assistant","content":[{"type":"document","source":{"type":"text","media_type":"text/plain","data":"d"}}]},{"role":"user","content":"a"}] """, "document")]
    [InlineData(""" "messages":[{"role":"user","content":[{"type":"text","text":"a","citations":[{"type":"char_location"}]}]}] """, "citations")]
    public void Version_2026_10_21_takes_less(string fields, string says)
    {
        var request = Request("claude-sonnet-5-5", fields);

        RequestChecks.Problem(request, null, "2026-10-21", isStream: false).Should().Contain(says);
        RequestChecks.Problem(request, null, "2023-06-01", isStream: false).Should().BeNull();
    }

    [Theory]
    [InlineData(""" "thinking":{"type":"enabled","budget_tokens":2048} """, "thinking")]
    [InlineData(""" "output_config":{"format":{"type":"json_schema","schema":{}}} """, "Format")]
    [InlineData(""" "tool_choice":{"type":"tool","name":"a"} """, "ToolChoice")]
    public void A_request_for_no_tokens_takes_nothing_that_shapes_an_answer(string fields, string says) =>
        RequestChecks.Problem(Request("m", fields) with { MaxTokens = 0 }, null, "2023-06-01", isStream: false).Should().Contain(says);

    [Fact]
    public void A_request_for_no_tokens_is_not_streamed() =>
        RequestChecks.Problem(Request("m", """ "max_tokens":0 """), null, "2023-06-01", isStream: true).Should().Contain("CreateMessageAsync");

    [Fact]
    public void The_newest_models_do_not_go_on_with_a_message_of_their_own()
    {
        var request = Request("claude-opus-4-6", "") with { Messages = [InputMessage.User("a"), InputMessage.Assistant("b")] };

        RequestChecks.Problem(request, ModelCatalog.Default.Find("claude-opus-4-6"), "2023-06-01", false).Should().Contain("OutputConfig.Format");
        RequestChecks.Problem(request, ModelCatalog.Default.Find("claude-opus-4-5"), "2023-06-01", false).Should().BeNull();
    }

    [Fact]
    public void Instructions_in_mid_conversation_need_a_model_that_takes_them()
    {
        var request = Request("claude-sonnet-5", "") with { Messages = [InputMessage.User("a"), InputMessage.System("b")] };

        RequestChecks.Problem(request, ModelCatalog.Default.Find("claude-sonnet-5"), "2023-06-01", false).Should().Contain("mid-conversation");
        RequestChecks.Problem(request, ModelCatalog.Default.Find("claude-sonnet-5-5"), "2023-06-01", false).Should().BeNull();
    }

    [Theory]
    [InlineData("claude-sonnet-5-5", """ "temperature":0.5 """, "of 0.5:")]
    [InlineData("claude-sonnet-4-5", """ "temperature":1.5 """, "is 1.5,")]
    [InlineData("claude-sonnet-4-5", """ "thinking":{"type":"enabled","budget_tokens":1000} """, "1,024")]
    public void Numbers_are_spelled_the_same_whatever_the_culture(string model, string fields, string says)
    {
        var before = CultureInfo.CurrentCulture;
        var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (german.NumberFormat.NumberDecimalSeparator, german.NumberFormat.NumberGroupSeparator) = (",", ".");
        try
        {
            CultureInfo.CurrentCulture = german;
            RequestChecks.Problem(Request(model, fields), ModelCatalog.Default.Find(model), "2023-06-01", isStream: false).Should().Contain(says);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static MessageRequest Request(string model, string fields)
    {
        var turns = fields.Contains("\"messages\"", StringComparison.Ordinal) ? "" : Turn + ",";
        var most = fields.Contains("\"max_tokens\"", StringComparison.Ordinal) ? "" : "\"max_tokens\":4096,";
        var json = $"{{\"model\":\"{model}\",{most}{turns}{fields}".TrimEnd(' ', ',') + "}";
        return MessageRequest.Parse(Encoding.UTF8.GetBytes(json));
    }
}
