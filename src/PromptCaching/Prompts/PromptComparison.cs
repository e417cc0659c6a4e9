using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace PromptCaching.Prompts;

/// <summary>Compares versions of a template: each key (a user, a conversation) gets one of them, and always the same.</summary>
/// <remarks>
/// The choice is a pure function of key, versions and shares, the same in every process. Where a share grows or a version is added, only keys that it
/// gains get another version; what a conversation began with is for the caller to keep beyond such a change.
/// </remarks>
public sealed class PromptComparison
{
    private readonly PromptArm[] _arms;

    /// <summary>Initializes a new instance of the <see cref="PromptComparison"/> class.</summary>
    /// <param name="arms">The versions and their shares; their order does not matter.</param>
    /// <exception cref="ArgumentException">There is none, one stands there twice, their names differ, or a share is not above 0.</exception>
    public PromptComparison(params PromptArm[] arms)
    {
        ArgumentNullException.ThrowIfNull(arms);
        _arms = [.. arms];
        var problem = _arms.Length == 0 ? "A comparison needs at least one version."
            : _arms.Any(static arm => !(arm.Share > 0) || double.IsInfinity(arm.Share)) ? "Each share must be above 0."
            : _arms.DistinctBy(static arm => arm.Template.Name).Count() > 1 ? "The versions must be those of one template."
            : _arms.DistinctBy(static arm => arm.Template.Version).Count() < _arms.Length ? "A version stands there twice."
            : null;
        if (problem is not null)
        {
            throw new ArgumentException(problem, nameof(arms));
        }
    }

    /// <summary>Chooses the version for a key.</summary>
    /// <param name="key">Whose version it is, such as the id of a user or of a conversation.</param>
    /// <returns>The version.</returns>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public PromptTemplate Choose(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return _arms.MaxBy(arm => Score(arm, key))!.Template;
    }

    /// <summary>Weighted rendezvous hashing: each version draws for each key, and a larger share draws better.</summary>
    private static double Score(PromptArm arm, string key)
    {
        const double Range = 1UL << 53;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{arm.Template.Tag}\n{key}"));
        var drawn = ((BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) + 0.5) / Range;
        return -arm.Share / Math.Log(drawn);
    }
}
