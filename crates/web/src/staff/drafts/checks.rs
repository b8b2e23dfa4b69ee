//! What Kept finds about a draft before it is approved: what changes, what clashes, and whether it
//! could be kept.

use crate::http::Asked;
use crate::words::Said;
use app::drafting::Checked;
use app::figures::Feasible;
use govuk::{Cell, Details, Table, Tag, TagColour};
use maud::{Markup, html};
use rules::charter::{Charter, Clash, Difference};
use words::numbers;

/// What changes, what clashes, and whether it could be kept.
pub(super) fn shown(asked: &Asked<'_>, charter: &Charter, checked: &Checked) -> Markup {
    let said = asked.said();
    html! {
        h2.govuk-heading-m { (said.english("What changes")) }
        (changes(said, checked.differences.as_deref()))
        h2.govuk-heading-m id="clashes" { (said.english("What clashes")) }
        (clashing(said, charter, &checked.clashes))
        h2.govuk-heading-m id="could-we-keep-it" { (said.english("Could we keep it?")) }
        (kept(said, &checked.feasible))
        h2.govuk-heading-m { (said.english("Welsh")) }
        (welsh(said, charter))
    }
}

/// The words that nobody has translated.
fn welsh(said: Said, charter: &Charter) -> Markup {
    let missing = charter.untranslated();
    let (all, lacking) = (charter.public_words().len(), missing.len());
    let list = html! {
        ul.govuk-list.govuk-list--bullet { @for words in &missing { li { (words) } } }
    };
    html! {
        @if lacking == 0 {
            p.govuk-body { (said.english("Everything that the public reads has its Welsh.")) }
        } @else {
            p.govuk-body {
                (said.english("Welsh pages show what is missing in English, and marked as such."))
            }
            (Details::new(said.english(format!("{lacking} of {all} texts have no Welsh")), list))
        }
    }
}

fn changes(said: Said, differences: Option<&[Difference]>) -> Markup {
    let Some(differences) = differences else {
        return html! {
            p.govuk-body { (said.english("There is no version in force, so that all of it is new.")) }
        };
    };
    let number = differences.len();
    let list = html! {
        ul.govuk-list.govuk-list--bullet {
            @for difference in differences {
                @let sentences = words::charter::difference(said.language(), difference);
                li {
                    @if let Some(head) = sentences.first() { (said.english(head.to_string())) }
                    @if sentences.len() > 1 {
                        ul.govuk-list.govuk-list--bullet {
                            @for sentence in &sentences[1..] {
                                li { (said.english(sentence.to_string())) }
                            }
                        }
                    }
                }
            }
        }
    };
    html! {
        @if number == 0 {
            p.govuk-body { (said.english("Nothing: it says what the version in force says.")) }
        } @else if number <= 12 {
            (list)
        } @else {
            (Details::new(said.english(format!("{number} changes from the version in force")), list))
        }
    }
}

fn clashing(said: Said, charter: &Charter, clashes: &[Clash]) -> Markup {
    let (grave, advice): (Vec<&Clash>, Vec<&Clash>) =
        clashes.iter().partition(|clash| clash.is_grave());
    let list = |clashes: &[&Clash]| {
        html! {
            ul.govuk-list.govuk-list--bullet {
                @for clash in clashes {
                    li {
                        (said.english(words::charter::clash(said.language(), charter, clash).to_string()))
                    }
                }
            }
        }
    };
    html! {
        @if grave.is_empty() {
            p.govuk-body { (said.english("Nothing that must be mended.")) }
        } @else {
            p.govuk-body {
                (said.english("Mend these, or leave \u{201c}Clashes\u{201d} out for a reason:"))
            }
            (list(&grave))
        }
        @if !advice.is_empty() {
            (Details::new(
                said.english(format!("Advice: {}", numbers::of(advice.len() as i64, "point", "points"))),
                list(&advice),
            ))
        }
    }
}

/// What the last twelve months would have come to.
fn kept(said: Said, feasible: &[Feasible]) -> Markup {
    if feasible.is_empty() {
        return html! {
            p.govuk-body {
                (said.english("Nobody knows yet: in the last twelve months nothing was promised under these names. Measure it in readiness first."))
            }
        };
    }
    let head = ["Standard", "Would be kept", "Of", "Target", "What it says"];
    let row = |one: &Feasible| -> Vec<Cell<'static>> {
        let title = match one.in_readiness {
            true => format!("{} (in readiness)", one.title),
            false => one.title.clone(),
        };
        let base = one.kept + one.missed;
        let share = one.share.map_or_else(|| "\u{2013}".to_owned(), |s| numbers::percent(s, 0));
        let target = one.target.map_or_else(|| "\u{2013}".to_owned(), |aim| aim.to_string());
        let falls_short = one.falls_short();
        let tag = Tag::coloured(TagColour::Yellow, said.english("Falls short"));
        vec![
            Cell::new(said.english(title)),
            Cell::numeric(share),
            Cell::numeric(numbers::count(base)),
            Cell::numeric(target),
            Cell::new(html! { @if falls_short { (tag) } @else { "–" } }),
        ]
    };
    html! {
        p.govuk-body {
            (said.english("What was promised in the last twelve months, judged by the limits of the draft. Pauses and extensions are left out."))
        }
        (Table {
            head: head.into_iter().map(|head| said.column(head)).collect(),
            rows: feasible.iter().map(row).collect(),
            stacks: true,
            ..Table::default()
        })
        @if feasible.iter().any(Feasible::falls_short) {
            p.govuk-body {
                (said.english("Where it falls short, change the limit or the target, or leave \u{201c}Whether it could be kept\u{201d} out and say how you will keep it."))
            }
        }
    }
}
