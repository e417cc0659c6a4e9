using System.Globalization;

namespace PromptCaching.Chaos.Soak;

/// <summary>What one caller asks, how it reads the answer, and whether anything may go wrong with it.</summary>
/// <param name="Scope">Whose question it is.</param>
/// <param name="Question">What is asked: of a broken question every answer breaks off.</param>
/// <param name="IsStream">Whether the answer is read as a stream.</param>
/// <param name="Leaves">Whether the caller goes after the first event of a stream.</param>
internal sealed record SoakCall(string Scope, string Question, bool IsStream, bool Leaves)
{
    /// <summary>How many different questions there are. What is remembered of each is full after one round through all.</summary>
    public const int Questions = 3000;

    private const string Broken = "broken";
    private const int Popular = 60;
    private const int OneInBroken = 50;
    private const int Teams = 40;
    private const int Scopes = 1500;
    private const double ShareOfPopular = 0.5;
    private const double ShareOfLeaving = 0.05;

    public bool IsBroken => IsBrokenQuestion(Question);

    public static bool IsBrokenQuestion(string question) => question.Contains(Broken, StringComparison.Ordinal);

    public static SoakCall Roll(Random chance) =>
        Of(chance.NextDouble() < ShareOfPopular ? chance.Next(Popular) : chance.Next(Questions), chance);

    /// <summary>Broken questions are asked as streams only: what breaks off before it has begun is repeated.</summary>
    public static SoakCall Of(int number, Random chance)
    {
        var isBroken = number % OneInBroken == OneInBroken - 1;
        var scope = number < Popular ? number % Teams : number % Scopes;
        var isStream = isBroken || chance.Next(2) == 0;
        return new SoakCall(
            string.Create(CultureInfo.InvariantCulture, $"scope {scope}"),
            string.Create(CultureInfo.InvariantCulture, $"{(isBroken ? Broken : "sound")} question {number}"),
            isStream,
            isStream && !isBroken && chance.NextDouble() < ShareOfLeaving);
    }
}
