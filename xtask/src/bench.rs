//! Measurements: each figure beside its limit, and one table of them all at the end.

use crate::Outcome;
use crate::run::{reading, timed};

/// A figure, as an example prints it: `figure`, its name, what was measured, the limit, and
/// `within` or `over`, with tabs between them.
struct Figure([String; 4]);

impl Figure {
    fn read(line: &str) -> Option<Figure> {
        let mut parts = line.strip_prefix("figure\t")?.split('\t').map(str::to_owned);
        Some(Figure([parts.next()?, parts.next()?, parts.next()?, parts.next()?]))
    }
}

/// Every measurement.
pub(crate) fn run() -> Outcome {
    timed("The binary", "cargo", &["build", "--quiet", "--release", "--package", "kept"])?;
    let mut figures = Vec::new();
    for (package, name) in [("rules", "clocks"), ("testkit", "speed")] {
        println!("\n== {package}: {name}");
        let call = ["run", "--quiet", "--release", "--package", package, "--example", name];
        reading("cargo", &call, |line| match Figure::read(line) {
            Some(figure) => figures.push(figure),
            None => println!("{line}"),
        })?;
    }
    print(&figures);
    Ok(())
}

fn print(figures: &[Figure]) {
    let width = |column: usize| {
        figures.iter().map(|Figure(parts)| parts[column].chars().count()).max().unwrap_or(0)
    };
    let (name, measured, limit) = (width(0), width(1), width(2));
    println!();
    for Figure([what, found, most, verdict]) in figures {
        println!("{what:name$}  {found:>measured$}  {most:>limit$}  {verdict}");
    }
    let over = figures.iter().filter(|Figure(parts)| parts[3] != "within").count();
    println!("\n{} figures, {over} over their limits", figures.len());
}
