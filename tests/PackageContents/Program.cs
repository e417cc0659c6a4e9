using PackageContents;

// PACKAGES APPROVED: what each package and its symbols hold is what APPROVED/NAME.txt says. With APPROVE_PACKAGES=1 it says so from now on.
if (args is not [var packages, var approved])
{
    Console.Error.WriteLine("Two folders are expected: the packages, and the approved texts.");
    return 2;
}

var approve = Environment.GetEnvironmentVariable("APPROVE_PACKAGES") == "1";
var found = Directory.GetFiles(packages, "*.nupkg").Order(StringComparer.Ordinal).Select(PackageText.Read).ToList();
var faults = Directory.GetFiles(approved, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)!).Except(found.Select(package => package.Name)).ToList();
faults.ForEach(name => Console.Error.WriteLine($"{name}: no such package was packed."));

foreach (var package in found)
{
    var path = Path.Combine(approved, package.Name + ".txt");
    if (approve)
    {
        File.WriteAllText(path, package.Text);
    }
    else if (!File.Exists(path) || File.ReadAllText(path) != package.Text)
    {
        faults.Add(package.Name);
        Console.Error.WriteLine($"{package.Name}: not what {package.Name}.txt approves, but\n{package.Text}");
    }
}

Console.WriteLine($"package contents: {found.Count} packages, {faults.Count} faults");
return found.Count > 0 && faults.Count == 0 ? 0 : 1;
