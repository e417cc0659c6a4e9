using System.Buffers.Binary;
using System.Text;
using PromptCaching.Bodies;

namespace PromptCaching.ResponseCaching.Keys;

/// <summary>A question that has been read: whose it is, its key, and what its body says about storing answers.</summary>
/// <param name="Envelope">What it is made of besides the body.</param>
/// <param name="Fingerprint">Finds it again among bodies that were seen.</param>
/// <param name="Key">The key of its answer.</param>
/// <param name="PreviousKeys">The keys that it had under earlier secrets.</param>
/// <param name="Facts">What its body says about storing.</param>
internal sealed record Question(
    Envelope Envelope, Fingerprint Fingerprint, CacheKey Key, IReadOnlyList<CacheKey> PreviousKeys, QuestionFacts Facts)
{
    /// <summary>Reads a question: one pass that writes it in canonical form, and an HMAC over that.</summary>
    /// <returns><see langword="null"/> when the body is none that can be told apart without doubt.</returns>
    public static Question? Read(ReadOnlySpan<byte> body, Fingerprint fingerprint, Envelope envelope, QuestionTerms terms)
    {
        var output = new CanonicalBuffer(envelope.Description.Length + body.Length + (body.Length / 4) + 256);
        try
        {
            output.Add(envelope.Description);
            if (CanonicalBody.TryWrite(body, terms.NormalizesWhitespace, ref output, out var members) is not { } facts
                || (facts.HasOddUser && !terms.SharesAcrossUsers))
            {
                return null;
            }

            // How many members there are goes before them, so that what follows them never looks like one.
            var count = output.BeginPart() - sizeof(int);
            BinaryPrimitives.WriteInt32LittleEndian(output.From(count), members.Length);
            var end = output.Length;
            if (facts.UserId is { } user && !terms.SharesAcrossUsers)
            {
                output.Add((byte)'u');
                output.AddPart(Encoding.UTF8.GetBytes(user));
            }

            Range[] order = [0..envelope.Description.Length, count..end, .. members, end..output.Length];
            var (model, scope) = (facts.Model, envelope.Scope);
            var key = CacheKey.Of(output.Written, order, model, scope.Secret);
            var previous = scope.PreviousSecrets.Count == 0 ? [] : new CacheKey[scope.PreviousSecrets.Count];
            for (var index = 0; index < previous.Length; index++)
            {
                previous[index] = CacheKey.Of(output.Written, order, model, scope.PreviousSecrets[index]);
            }

            return new Question(envelope, fingerprint, key, previous, facts);
        }
        finally
        {
            output.Dispose();
        }
    }
}
