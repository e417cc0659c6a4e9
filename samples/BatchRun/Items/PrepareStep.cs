using BatchRun.Configuration;

namespace BatchRun.Items;

/// <summary><c>prepare</c>: the items, checked, in one file.</summary>
internal static class PrepareStep
{
    public static async Task<int> RunAsync(StudyConfiguration study, StudyFolder folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder.Path);
        var items = study.Items.File is { } file
            ? ItemFile.Read(file).Take(study.Items.Count).ToList()
            : [.. ItemMaker.Make(study.Items.Count, study.Items.Seed)];
        if (items.Count == 0)
        {
            throw new UsageException($"{study.Items.File} holds no item.");
        }

        await ItemFile.WriteAsync(folder.Items, items, cancellationToken);
        return items.Count;
    }
}
