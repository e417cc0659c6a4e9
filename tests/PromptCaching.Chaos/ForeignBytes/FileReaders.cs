using System.Text;
using CostExplorer.Workloads;
using PromptCaching.Accounting;
using PromptCaching.Guardrails.Redaction;
using PromptCaching.Guardrails.Sanitising;
using PromptCaching.Prompts;
using PromptCaching.Redis.Addresses;
using PromptCaching.ResponseCaching.Warming;

namespace PromptCaching.Chaos.ForeignBytes;

/// <summary>Who reads files and settings that people write, and text that models write.</summary>
internal sealed class FileReaders : IDisposable
{
    /// <summary>A document of the markup parser takes that much, however short the text is.</summary>
    private const int DocumentAllowance = 4 << 20;

    private const string Person = "Mail a.b@example.com or +49 170 1234567, card 4111 1111 1111 1111, DE89 3704 0044 0532 0130 00, 10.0.0.1, token sk-ant-api03-abc";

    private static readonly string[] Templates =
    [
        """
        ---
        name: screening
        version: 2
        order: static-first
        parameters:
          resume: text, maximum 20000, compress
          years: integer
          tone: one of friendly | formal, default formal
        ---
        # system
        You screen applicants.
        # examples
        ## question
        Ten years of C#.
        ## answer
        5 of 5
        # user
        <resume>
        {resume}
        </resume>
        At least {years} years; {tone}.
        """,
    ];

    private static readonly string[] WarmingLines =
    [
        """
        {"request":{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"a"}]},"response":{"id":"msg_1"},"scope":"s","ttl_seconds":60,"tags":["a"],
        "depends_on":{"a":"b"},"asked_at":"2026-01-01T00:00:00Z","request_id":"r","alternative":1,"headers":{"a":"b"},"hits":3}
        """,
    ];

    private static readonly string[] Persons = [$$"""{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"{{Person}}"}]}"""];

    private static readonly string[] Markup = ["<p>Hi <a href='https://example.com' onclick=x>there</a><script>1</script></p>", "# T\n[a](javascript:1)\n```\n<b>\n```"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("foreign-bytes");
    private readonly HtmlSanitiser _sanitiser = new();
    private readonly PiiRedactor _redactor = new(new RedactionOptions());

    public IEnumerable<ForeignReader> All()
    {
        yield return Of<FormatException>("template", Templates, static text => PromptTemplate.Parse(text));
        yield return Of<FormatException>("redis-address", ["redis://user:pass@host:6379,other:7000/0?connectTimeout=500", "host:6379,password=x,ssl=true"], static text => RedisAddress.Parse(text));
        yield return new ForeignReader("warming-line", AnswerReaders.Bytes(WarmingLines), static bytes => RequestReaders.Bearing<FormatException>(() => AnswerLine.Read(bytes)));
        yield return new ForeignReader("workload-line", AnswerReaders.Bytes(["""{"at":1.5,"conversation":"c1","body":{"model":"m","messages":[]}}"""]), static bytes =>
            RequestReaders.Bearing<BadLineException>(() => WorkloadLine.Parse(bytes)));
        yield return new ForeignReader("ledger-file", AnswerReaders.Bytes(["""{"at":"2026-01-01T00:00:00Z","model":"m","source":"Api","input":3,"cost":0.1}""" + "\n"]), ReadLedger);
        yield return new ForeignReader("redaction", AnswerReaders.Bytes(Persons), bytes => RequestReaders.Bearing<ClaudeRefusedException>(() => _redactor.Redact(bytes)));
        yield return Of<FormatException>("markup", Markup, text => _sanitiser.Sanitise(text)) with { Allowance = DocumentAllowance };
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static ForeignReader Of<TException>(string name, string[] sound, Action<string> read)
        where TException : Exception =>
        new(name, AnswerReaders.Bytes(sound), bytes => RequestReaders.Bearing<TException>(() => read(Encoding.UTF8.GetString(bytes))));

    private void ReadLedger(byte[] bytes)
    {
        var path = Path.Combine(_folder.FullName, "ledger.jsonl");
        File.WriteAllBytes(path, bytes);
        LedgerFile.Read(path).Count();
    }
}
