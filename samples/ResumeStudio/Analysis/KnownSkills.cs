namespace ResumeStudio.Analysis;

/// <summary>Skills that are told by their name alone, also where they are written in lower case or in two words.</summary>
internal static class KnownSkills
{
    private static readonly string[] _names =
    [
        "C#", ".NET", "ASP.NET Core", "Java", "Kotlin", "Python", "TypeScript", "JavaScript", "Go", "Rust", "C++", "Ruby", "PHP", "Swift", "SQL",
        "PostgreSQL", "MySQL", "SQL Server", "MongoDB", "Redis", "Kafka", "RabbitMQ", "Elasticsearch", "Docker", "Kubernetes", "Terraform", "Ansible",
        "AWS", "Azure", "Google Cloud", "Linux", "Git", "CI/CD", "GitHub Actions", "Jenkins", "REST", "GraphQL", "gRPC", "React", "Angular", "Vue",
        "Node.js", "HTML", "CSS", "Accessibility", "Microservices", "Distributed systems", "Event-driven", "Observability", "OpenTelemetry",
        "Prometheus", "Grafana", "Unit testing", "Test automation", "Code review", "Mentoring", "Pair programming", "Agile", "Scrum", "Kanban",
        "Machine learning", "Data analysis", "Data modelling", "ETL", "Spark", "Airflow", "Tableau", "Power BI", "Excel", "SAP", "Salesforce",
        "Project management", "Stakeholder management", "Budgeting", "Forecasting", "Negotiation", "Procurement", "Accounting", "Compliance",
        "Risk management", "Auditing", "Customer service", "Account management", "SEO", "Content marketing", "Email marketing", "Social media",
        "Google Analytics", "Copywriting", "Branding", "UX", "User research", "Figma", "Prototyping", "Recruiting", "Onboarding", "Training",
        "Teaching", "Curriculum design", "Nursing", "Patient care", "Triage", "Logistics", "Supply chain", "Lean", "Six Sigma", "Quality assurance",
        "CAD", "PLC", "Incident response", "On-call", "Performance tuning", "Security", "Payments", "API design", "Documentation", "Public speaking",
    ];

    /// <summary>The skills that a text names; of "SQL Server" it is that one, not SQL, too.</summary>
    public static IEnumerable<string> In(string text)
    {
        foreach (var name in _names.OrderByDescending(static name => name.Length))
        {
            if (Phrase.IsIn(text, name))
            {
                text = text.Replace(name, "|", StringComparison.OrdinalIgnoreCase);
                yield return name;
            }
        }
    }
}
