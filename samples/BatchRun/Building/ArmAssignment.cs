namespace BatchRun.Building;

/// <summary>Puts each item under one arm by chance, and as many under each as under any other.</summary>
internal static class ArmAssignment
{
    /// <returns>The number of the arm of each item.</returns>
    public static int[] Of(int items, int arms, int seed)
    {
        var assigned = new int[items];
        for (var index = 0; index < items; index++)
        {
            assigned[index] = index % arms;
        }

        new Random(seed).Shuffle(assigned);
        return assigned;
    }
}
