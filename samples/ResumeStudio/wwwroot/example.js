// A person and a position that do not exist.
export const resume = `Robin Sample
robin.sample@example.org | +44 20 7946 0958 | Leeds

EXPERIENCE

Software developer, Northwind Traders, 2020 - 2025
- Took part in the weekly planning of a team of six
- Responsible for maintaining the order service, written in C# on SQL Server, for 340 shops
- Worked on the move of nightly jobs to Docker, which cut their run time from 5 hours to 40 minutes
- Responsible for reviewing pull requests of two junior colleagues

Web developer, Bluebird Studio, 2017 - 2020
- I built shop pages in TypeScript and React for eleven customers
- Helped with unit testing and release notes

EDUCATION

BSc Computer Science, University of Leeds, 2017

SKILLS

Photography, Scrum, Git, SQL Server, React, TypeScript, Docker, C#, ASP.NET Core, REST
`;

export const job = `Backend Engineer, Payments

You build and run the services that move money for 20,000 shops.

What you do
- Design REST services in C# and ASP.NET Core
- Run them in Docker and Kubernetes on Azure
- Keep SQL Server fast while traffic grows
- Review code, and mentor colleagues

What you bring
- Several years of C# in production
- Experience with unit testing and CI/CD
- Care for payments, security and documentation

Write to jobs@example.com
`;
