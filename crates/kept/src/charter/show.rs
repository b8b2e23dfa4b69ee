//! `kept charter show`: every commitment and standard of a charter.

use super::find;
use crate::ending::Ended;
use crate::output;
use clap::Args;
use rules::charter::{Charter, Grade, Standard, StandardCalendar};
use rules::clock::{DayOne, DueAt, IfClosed, LateReceipt, PauseDays};
use rules::facts::FactKind;
use serde_json::{Value, json};

/// Every commitment and standard of a charter.
#[derive(Args)]
#[command(after_help = "Example:\n  kept charter show rossendale --json")]
pub(crate) struct Call {
    /// A charter file, or the id of a ready-made charter
    charter: String,
    /// Print one JSON document
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(call: &Call) -> Ended {
    let (charter, _) = find(&call.charter)?;
    if call.json { output::json(&document(&charter)) } else { print(&charter) }
}

fn document(charter: &Charter) -> Value {
    let sections = charter
        .sections
        .iter()
        .map(|section| json!({ "id": section.id, "title": section.title, "words": section.words }));
    let commitments = charter.commitments.iter().map(|commitment| {
        json!({
            "id": commitment.id,
            "number": commitment.number,
            "section": commitment.section,
            "wording": commitment.words,
            "source": commitment.source,
        })
    });
    json!({
        "id": charter.id,
        "title": charter.title,
        "body": charter.body,
        "aim": charter.aim,
        "statutory": charter.statutory,
        "hours": charter.calendar.hours.to_string(),
        "nation": charter.calendar.nation.map(rules::calendar::Nation::key),
        "sections": sections.collect::<Value>(),
        "commitments": commitments.collect::<Value>(),
        "standards": charter.standards.iter().map(standard).collect::<Value>(),
    })
}

fn standard(standard: &Standard) -> Value {
    let keys = |kinds: &[FactKind]| kinds.iter().map(|kind| kind.key()).collect::<Vec<_>>();
    json!({
        "id": standard.id,
        "commitment": standard.commitment,
        "title": standard.title,
        "wording": standard.words,
        "kind": standard.kind.key(),
        "rule": {
            "channels": standard.scope.channels,
            "matters": standard.scope.matters,
            "services": standard.scope.services,
            "about": standard.scope.about,
            "starts": standard.starts.key(),
            "stops": keys(&standard.stops),
            "fails": keys(&standard.fails),
            "ends": keys(&standard.ends),
            "after": standard.after,
            "condition": standard.condition.as_ref().map(|condition| &condition.key),
            "calendar": calendar(standard.calendar),
            "day_one": day_one(standard.policy.day_one),
            "late_receipt": match standard.policy.late_receipt {
                LateReceipt::SameDay => "same-day",
                LateReceipt::NextWorkingDay => "next-working-day",
            },
            "due_at": match standard.policy.due_at {
                DueAt::EndOfDay => "end-of-day",
                DueAt::SameTime => "same-time",
            },
            "if_closed": match standard.policy.if_closed {
                IfClosed::Stays => "stays",
                IfClosed::MovesOn => "moves-on",
            },
            "pause_days": match standard.policy.pause_days {
                PauseDays::AtEnd => "at-end",
                PauseDays::BothEnds => "both-ends",
            },
            "cautious_day_one": standard.cautious_day_one.map(day_one),
            "pauses": standard.pauses,
            "restarts": standard.restarts,
            "waits_for": standard.waits_for,
            "extension": standard.extension.map(|cap| cap.to_string()),
            "extension_needs_notice": standard.extension_needs_notice,
            "holds_from": standard.holds_from.map(|date| date.to_string()),
            "formula": standard.formula.key(),
            "window": standard.window.map(|limit| limit.to_string()),
        },
        "limit": standard.limit.map(|limit| limit.to_string()),
        "target": standard.target.map(|target| target.to_string()),
        "methods": standard.methods.iter().map(|method| method.key()).collect::<Vec<_>>(),
        "main": standard.main,
        "not_measured_because": standard.not_measured_because,
        "source": standard.source,
        "grade": standard.grade.map(|grade| grade.key()),
    })
}

fn day_one(rule: DayOne) -> &'static str {
    match rule {
        DayOne::AfterReceipt => "after-receipt",
        DayOne::Receipt => "receipt",
        DayOne::Rolled => "rolled",
    }
}

fn calendar(which: StandardCalendar) -> &'static str {
    match which {
        StandardCalendar::Body => "body",
        StandardCalendar::Place => "place",
        StandardCalendar::Statutory(nation) => nation.key(),
        StandardCalendar::RoundTheClock => "round-the-clock",
    }
}

fn print(charter: &Charter) -> Ended {
    output::line(format_args!("{}: {}", charter.body, charter.title))?;
    for section in &charter.sections {
        output::line(format_args!("\n{}", section.title))?;
        let commitments = charter.commitments.iter().filter(|c| c.section == section.id);
        for commitment in commitments {
            output::line(format_args!("  {}. {}", commitment.number, commitment.words))?;
            let id = Some(commitment.id.as_str());
            for standard in charter.standards.iter().filter(|s| s.commitment.as_deref() == id) {
                print_standard(standard)?;
            }
        }
    }
    for standard in charter.standards.iter().filter(|s| s.commitment.is_none()) {
        print_standard(standard)?;
    }
    Ok(())
}

fn print_standard(standard: &Standard) -> Ended {
    let mut said = vec![format!("kind {}", standard.kind.key())];
    said.extend(standard.limit.map(|limit| format!("limit {limit}")));
    said.extend(standard.target.map(|target| format!("target {target}")));
    if !standard.methods.is_empty() {
        let methods: Vec<_> = standard.methods.iter().map(|method| method.key()).collect();
        said.push(format!("judged by {}", methods.join(", ")));
    }
    said.extend(standard.holds_from.map(|date| format!("holds from {date}")));
    said.extend(standard.source.as_ref().map(|source| format!("source {source}")));
    said.extend(match standard.grade {
        Some(Grade::C) => Some("grade C: confirm".to_owned()),
        grade => grade.map(|grade| format!("grade {}", grade.key())),
    });
    output::line(format_args!("     {}: {}", standard.id, standard.title))?;
    output::line(format_args!("       {}", said.join("; ")))
}
