//! `kept charter show`: every commitment and standard of a charter.

use super::find;
use crate::ending::Ended;
use crate::output;
use clap::Args;
use rules::charter::{Charter, Grade, Per, Standard, TargetFor, TrendWay};
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
    let sections = charter.sections.iter().map(|section| {
        json!({
            "id": section.id,
            "title": section.title,
            "words": section.words,
            "parent": section.parent,
            "kind": section.kind.key(),
            "monitoring": section.monitoring,
        })
    });
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
        "hash": hash(charter),
        "vision": charter.vision,
        "review": charter.review.map(|limit| limit.to_string()),
        "statutory": charter.statutory,
        "hours": charter.calendar.hours.to_string(),
        "nation": charter.calendar.nation.map(rules::calendar::Nation::key),
        "sections": sections.collect::<Value>(),
        "commitments": commitments.collect::<Value>(),
        "standards": charter.standards.iter().map(standard).collect::<Value>(),
    })
}

fn standard(standard: &Standard) -> Value {
    json!({
        "id": standard.id,
        "commitment": standard.commitment,
        "section": standard.section,
        "title": standard.title,
        "wording": standard.words,
        "kind": standard.kind.key(),
        "rule": both(rule(standard), judging(standard)),
        "limit": standard.limit.map(|limit| limit.to_string()),
        "target": standard.target.map(|target| target.to_string()),
        "targets": standard.targets.iter().map(aim).collect::<Value>(),
        "baseline": standard.baseline.as_ref().map(
            |from| json!({ "label": from.label, "value": from.to_string() }),
        ),
        "owner": standard.owner,
        "origin": standard.origin.key(),
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

/// The hash of what a charter says, as people compare it.
fn hash(charter: &Charter) -> String {
    let bytes = app::charters::canonical_hash(charter);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What it covers, what starts and stops its clock, and how it counts.
fn rule(standard: &Standard) -> Value {
    let keys = |kinds: &[FactKind]| kinds.iter().map(|kind| kind.key()).collect::<Vec<_>>();
    json!({
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
        "calendar": standard.calendar.key(),
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
    })
}

/// How it is judged where no clock does, and to which layer it belongs.
fn judging(standard: &Standard) -> Value {
    json!({
        "undone": standard.undone.key(),
        "backstop": standard.backstop.map(|limit| limit.to_string()),
        "per": standard.per.map(Per::key),
        "counts": standard.counts,
        "of": standard.of,
        "question": standard.question,
        "trend": standard.trend.map(TrendWay::key),
        "by": standard.by.map(|date| date.to_string()),
        "evidence": standard.evidence,
        "expires": standard.expires.map(|limit| limit.to_string()),
        "stage": standard.stage,
        "over": standard.over,
        "because": standard.because,
        "approved": standard.approved,
        "not_for": standard.not_for,
    })
}

/// The keys of two objects in one.
fn both(one: Value, other: Value) -> Value {
    match (one, other) {
        (Value::Object(mut one), Value::Object(other)) => {
            one.extend(other);
            Value::Object(one)
        }
        (one, _) => one,
    }
}

/// An entry of a series of targets.
fn aim(aim: &TargetFor) -> Value {
    json!({
        "label": aim.label,
        "from": aim.from.to_string(),
        "to": aim.to.to_string(),
        "target": aim.target.to_string(),
        "stretch": aim.stretch.map(|stretch| stretch.to_string()),
    })
}

fn print(charter: &Charter) -> Ended {
    output::line(format_args!("{}: {}", charter.body, charter.title))?;
    output::line(format_args!("Canonical hash: {}", hash(charter)))?;
    for section in &charter.sections {
        output::line(format_args!("\n{}", section.title))?;
        for commitment in charter.commitments_in(&section.id) {
            output::line(format_args!("  {}. {}", commitment.number, commitment.words))?;
            let standards = charter.standards_of(&commitment.id);
            standards.filter(|s| s.section.is_none()).try_for_each(print_standard)?;
        }
        let mut placed = charter.standards_in(&section.id).filter(|s| s.section.is_some());
        placed.try_for_each(print_standard)?;
    }
    for standard in charter.standards.iter().filter(|s| charter.section_of(s).is_none()) {
        print_standard(standard)?;
    }
    Ok(())
}

fn print_standard(standard: &Standard) -> Ended {
    let mut said = vec![format!("kind {}", standard.kind.key())];
    said.extend(standard.limit.map(|limit| format!("limit {limit}")));
    said.extend(standard.target.map(|target| format!("target {target}")));
    said.extend(standard.targets.iter().map(|aim| format!("target {} {}", aim.label, aim.target)));
    said.extend(standard.by.map(|date| format!("by {date}")));
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
