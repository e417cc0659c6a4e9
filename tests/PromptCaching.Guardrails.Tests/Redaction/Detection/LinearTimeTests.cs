using PromptCaching.Guardrails.Redaction;
using PromptCaching.Guardrails.Redaction.Detection;
using PromptCaching.Guardrails.Redaction.Placeholders;
using Xunit.Abstractions;

namespace PromptCaching.Guardrails.Tests.Redaction.Detection;

/// <summary>Twice as long a text takes twice as many steps, however it was made; steps are counted, not timed.</summary>
public sealed class LinearTimeTests(ITestOutputHelper output)
{
    private const int Length = 20_000;
    private const int MostStepsForACharacter = 1000;

    private static readonly string[] _hostile =
    [
        "a", "1", "@", "a@", "a@a.", "a.", "a.b@", "é@é.", "://", "a://", "a://b:", "http://a:b", "1 ", "12 ", "+1", "+1 ", "00", "001 ", "(1", "1.", "1-", "1/", "4111 ",
        "4111-", "a1", "DE12", "DE12 ", "X1", "12345678A ", "123-45-6789-", "1.1.1.1.", "tel 1", "tel ", "version 1.1.1.1 ", ":", "1:", "fe80:", "::", "2001:db8:", "2::",
        "sk-", "sk-a", "-sk-", " sk-aaaa", "sk-ant-", "eyJ", "eyJ.", "eyJ1.eyJ1", "AKIA", "ghp_", "whsec_/", "SG.", "hooks.slack.com/services/", "Bearer ", "bearer a",
        "password=", "password=a", "password: ", "token ", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----", "-----END PRIVATE KEY-----", "-----BEGIN A PRIVATE KEY", "[", "[EMAIL_",
        "[EMAIL_1", "[EMAIL_1]", "数", "😀", "\ud83d", "ssn 123456789 ", "\n", " ", "a1 ", "1111111111111 ", "111 ", "1111 1111 1111 ", "11111111111 ",
    ];

    public static TheoryData<string> Hostile => [.. _hostile];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Twice_the_text_takes_twice_the_steps(string piece)
    {
        var one = Steps(Repeated(piece, Length));
        var two = Steps(Repeated(piece, 2 * Length));

        output.WriteLine($"{one / (double)Length:F1} steps a character");
        (two / (double)one).Should().BeLessThan(2.1);
        (one / (double)Length).Should().BeLessThan(MostStepsForACharacter);
    }

    [Fact]
    public void Texts_by_chance_take_no_more()
    {
        var worst = 0.0;
        for (var seed = 0; seed < 200; seed++)
        {
            var chance = new Random(seed);
            var pieces = Enumerable.Range(0, 1 + chance.Next(4)).Select(_ => _hostile[chance.Next(_hostile.Length)]).ToArray();
            var text = Repeated(string.Concat(pieces), Length);
            worst = Math.Max(worst, Steps(text) / (double)text.Length);
        }

        output.WriteLine($"{worst:F1} steps a character at worst");
        worst.Should().BeLessThan(MostStepsForACharacter);
    }

    [Fact]
    public void Values_that_are_known_are_found_in_a_limited_number_of_steps()
    {
        var known = new KnownValues();
        for (var length = 3; length <= 200; length++)
        {
            known.Add(string.Concat(Enumerable.Repeat("a ", length)), PiiKind.Name);
        }

        var text = Repeated("a ", Length)[..^1] + "b";
        var steps = 0L;
        for (var at = 0; at < text.Length; at++)
        {
            known.Find(text, at, ref steps);
        }

        (steps / (double)Length).Should().BeLessThan(130);
    }

    private static string Repeated(string piece, int length) => string.Concat(Enumerable.Repeat(piece, (length / piece.Length) + 1))[..length];

    private static long Steps(string text) => Searches.Find(text, []);
}
