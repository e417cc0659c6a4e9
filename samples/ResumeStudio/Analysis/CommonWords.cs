namespace ResumeStudio.Analysis;

/// <summary>Words that stand in every job description and tell nothing about the job.</summary>
internal static class CommonWords
{
    private static readonly HashSet<string> _words = new(
        ("a about above across after all also am an and any are as at be become been before being below best better between both but by can candidate "
        + "candidates collaborate come company could day days degree did do does done each either employer etc every excellent experience experienced "
        + "few first for from full full-time get give good great had has have he help her here high his how i if in including into is it its job join "
        + "just keep know knowledge large least less like looking made make many may me more most much must my need needs new nice no not now of off on "
        + "one only or other our out over own part people per plus position preferred proven provide qualifications related required requirements "
        + "responsibilities responsible role same see self she should show similar since skills small so some someone strong such support take team "
        + "teams than that the their them then there these they things this those through time to together too two under understanding up us use used "
        + "using very want was we well were what when where which while who why will with within without work worked working would year years you your "
        + "ability able apply benefits salary remote office hybrid senior junior engineer developer manager specialist assistant lead location "
        + "description opportunity environment solid deep familiar familiarity hands-on build building built maintain maintaining design write writing "
        + "run running owning ensure drive driving ideal ideally bonus offer offers service services product products business customers process tasks "
        + "contact email").Split(' '),
        StringComparer.Ordinal);

    public static bool Contain(string word) => _words.Contains(word);
}
