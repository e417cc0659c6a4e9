using BatchRun.Sending;

namespace BatchRun;

/// <summary>Chooses the folder of a study.</summary>
internal static class StudyPlace
{
    private const string Usual = "batch-run";

    /// <param name="named">The folder that was asked for.</param>
    /// <param name="isWhole">Whether all steps are run at once.</param>
    public static string Of(string? named, bool isWhole) => named ?? (isWhole && !Connection.HasKey
        ? Directory.CreateTempSubdirectory("batch-run-").FullName
        : Path.GetFullPath(Usual));
}
