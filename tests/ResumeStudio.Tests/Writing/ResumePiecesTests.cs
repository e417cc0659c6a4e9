using ResumeStudio.Writing;

namespace ResumeStudio.Tests.Writing;

public sealed class ResumePiecesTests
{
    private const string Answer = "\n# Ann\n\n- a == b\n\n=== CHANGES MADE ===\n- One\n\n=== EXPECTED IMPROVEMENT ===\nMuch.\n";

    [Fact]
    public void The_pieces_are_the_resume_wherever_the_answer_is_cut()
    {
        for (var first = 0; first <= Answer.Length; first++)
        {
            for (var second = first; second <= Answer.Length; second++)
            {
                var pieces = new ResumePieces();

                var told = pieces.Add(Answer[..first]) + pieces.Add(Answer[first..second]) + pieces.Add(Answer[second..]);

                told.Should().Be(AnswerParts.Parse(Answer).Resume);
            }
        }
    }

    [Fact]
    public void A_line_is_given_out_before_the_next_one_comes() => new ResumePieces().Add("# Ann\n").Should().Be("# Ann");
}
