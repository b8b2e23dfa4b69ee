//! Links between documents lead somewhere: the file is there, and so is the heading.

use super::Source;
use crate::root;
use std::path::{Component, Path, PathBuf};

pub(super) fn check(sources: &[Source], broken: &mut Vec<String>) {
    for source in sources.iter().filter(|source| source.path.ends_with(".md")) {
        for (line, target) in links(&source.text) {
            if let Err(why) = leads(sources, source, target) {
                broken.push(format!("{}:{line}: {target} {why}", source.path));
            }
        }
    }
}

/// The targets of links, each with its line; those to the web are left out, and so is what
/// stands in code.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut in_block = false;
    for (index, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            in_block = !in_block;
        }
        if in_block {
            continue;
        }
        // Every other piece between backquotes is code.
        for piece in line.split('`').step_by(2) {
            let targets = piece.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
            found.extend(
                targets.map(|(target, _)| (index + 1, target)).filter(|(_, target)| {
                    !target.contains("://") && !target.starts_with("mailto:")
                }),
            );
        }
    }
    found
}

fn leads(sources: &[Source], from: &Source, target: &str) -> Result<(), &'static str> {
    let (file, heading) = target.split_once('#').unwrap_or((target, ""));
    let path = match file {
        "" => from.path.clone(),
        file => {
            let folder = Path::new(&from.path).parent().unwrap_or(Path::new(""));
            plain(&folder.join(file)).to_string_lossy().replace('\\', "/")
        }
    };
    if !file.is_empty() && !root().join(&path).exists() {
        return Err("is not there");
    }
    if heading.is_empty() {
        return Ok(());
    }
    let text = sources.iter().find(|source| source.path == path).map(|source| &source.text);
    let headings = text.into_iter().flat_map(|text| text.lines());
    let mut headings = headings.filter(|line| line.starts_with('#'));
    if headings.any(|line| anchor(line) == heading) { Ok(()) } else { Err("has no such heading") }
}

/// A path without `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// The name under which a heading can be linked to: small letters, digits and hyphens.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    text.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_that_leads_nowhere_is_told_with_its_line() {
        let readme =
            |text: &str| Source { path: "docs/guide/made-up.md".into(), text: text.into() };
        let told = |text: &str| {
            let mut broken = Vec::new();
            check(&[readme(text)], &mut broken);
            broken
        };
        let right = "# A day's work\n[a](begin.md) [b](https://a.example/x) [c](#a-days-work)";
        assert_eq!(told(right), [""; 0]);
        assert_eq!(told("`[a](no.md)`\n```\n[a](no.md)\n```\n[up](../../README.md)"), [""; 0]);
        let wrong = told("[here](begin.md)\n[there](no.md), [up](../no.md), [c](#no)");
        let at = |target: &str| format!("docs/guide/made-up.md:2: {target}");
        assert_eq!(
            wrong,
            [at("no.md is not there"), at("../no.md is not there"), at("#no has no such heading")]
        );
    }
}
