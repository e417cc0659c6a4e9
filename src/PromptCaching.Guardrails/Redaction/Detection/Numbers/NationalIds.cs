namespace PromptCaching.Guardrails.Redaction.Detection.Numbers;

/// <summary>Numbers that a state gives its people.</summary>
internal static class NationalIds
{
    private const int CueReach = 40;

    private static readonly NationalIdRule[] _all = [.. NationalIdRules.Europe, .. NationalIdRules.Elsewhere];
    private static readonly NationalIdRule[] _beginningWithDigit = [.. _all.Where(static rule => rule.Shape[0] == 'd')];
    private static readonly NationalIdRule[] _beginningWithLetter = [.. _all.Where(static rule => rule.Shape[0] != 'd')];

    public static int LengthAt(ref TextScan scan, int start)
    {
        Span<char> taken = stackalloc char[NumberShape.Longest];
        Span<char> room = stackalloc char[NumberShape.Longest];
        var look = room[..NumberShape.Look(ref scan, start, room)];
        foreach (var rule in scan.IsDigitAt(start) ? _beginningWithDigit : _beginningWithLetter)
        {
            var count = NumberShape.Match(ref scan, start, look, rule.Shape, taken);
            if (count > 0 && rule.IsRight(taken[..count]) && (rule.Cues.Length == 0 || scan.HasCue(start, CueReach, rule.Cues)))
            {
                return rule.Shape.Length;
            }
        }

        return 0;
    }
}
