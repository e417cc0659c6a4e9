namespace ResumeStudio.Tests.Support;

/// <summary>A person and a position that do not exist.</summary>
internal static class Some
{
    public const string Email = "robin.canary@example.org";
    public const string Phone = "+44 20 7946 0958";
    public const string JobEmail = "hiring.canary@example.com";

    public const string Resume = $"""
        Robin Sample
        {Email} | {Phone} | Leeds

        EXPERIENCE

        Software developer, Northwind Traders, 2020 - 2025
        - Took part in the weekly planning
        - Responsible for maintaining the order service in C# on SQL Server for 340 shops
        - Worked on the move of nightly jobs to Docker

        SKILLS

        Photography, Git, SQL Server, Docker, C#
        """;

    public const string Job = $"""
        Backend Engineer

        We look for C#, SQL Server, Docker and Kubernetes. You run services for shops.
        Write to {JobEmail}.
        """;

    public static object Request { get; } = new { resume_raw_text = Resume, job_description_text = Job };

    public static object Customized(string level, string industry) => new { resume_raw_text = Resume, job_description_text = Job, level, industry };

    public static StudioTexts Texts(string resume = Resume, string job = Job) => new("somebody", resume, job);
}
