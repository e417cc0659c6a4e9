using ResumeStudio.Emulation;

namespace ResumeStudio.Tests.Emulation;

public sealed class BulletWordingTests
{
    [Theory]
    [InlineData("Responsible for building C# services", "Built C# services")]
    [InlineData("I was responsible for maintaining shops", "Maintained shops")]
    [InlineData("Worked on Docker images", "Contributed to Docker images")]
    [InlineData("I baked bread", "Baked bread")]
    [InlineData("Responsible for IT", "Responsible for IT")]
    [InlineData("Led a team", "Led a team")]
    public void A_duty_becomes_what_was_done_where_the_bullet_says_it(string bullet, string strengthened) =>
        BulletWording.Strengthen(bullet).Should().Be(strengthened);
}
