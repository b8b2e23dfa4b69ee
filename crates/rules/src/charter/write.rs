//! Writing a charter: the canonical text, from which the same charter is read again.
//!
//! What stands in the file because it is the default, and what people wrote after `#`, is left
//! out, so that two files that say the same have the same canonical text.

use super::kinds::*;
use super::parts::{Charter, Counting};
use super::policies::{DAY_ONE, DUE_AT, IF_CLOSED, LATE, PAUSE_DAYS, name_of};
use super::read_rule::means_something;
use super::read_standard::for_kind;
use super::shapes::quoted;
use super::standards::Standard;
use super::targets::TargetFor;
use crate::calendar::{Definition, Nation};
use crate::clock::Policy;
use crate::facts::FactKind;
use jiff::civil::Date;
use std::fmt::Write;

/// A value of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text, a name, a limit or a target.
    Text(String),
    /// A whole number.
    Number(u32),
    /// True.
    Yes,
    /// A date.
    Date(Date),
    /// Texts or names.
    List(Vec<String>),
    /// A series of targets.
    Targets(Vec<TargetFor>),
    /// A label and a value.
    Baseline(String, String),
}

/// A table of a charter file, with what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The table: `standard`.
    pub table: &'static str,
    /// Its keys with their values, in the canonical order.
    pub entries: Vec<(&'static str, Value)>,
}

/// The canonical text of a charter.
pub fn write(charter: &Charter) -> String {
    let texts: Vec<String> = parts(charter).iter().map(Part::text).collect();
    texts.join("\n") + &own_bank_holidays(charter)
}

/// The lists of bank holidays that the charter's calendar brings, where it brings some: tables
/// that stand behind all others. Forms do not ask for them.
pub(super) fn own_bank_holidays(charter: &Charter) -> String {
    const HEAD: &str = "\n[bank_holidays";
    if charter.calendar.bank_holidays.is_none() {
        return String::new();
    }
    let whole = charter.calendar.to_string();
    let lists = whole.split_once(HEAD).map_or("", |(_, lists)| lists);
    format!("{HEAD}{lists}").replace(HEAD, "\n[calendar.bank_holidays")
}

/// The tables of a charter, in the canonical order.
pub fn parts(charter: &Charter) -> Vec<Part> {
    let mut parts = vec![head(charter), calendar(&charter.calendar)];
    let counting = counting(&charter.counting);
    if !counting.entries.is_empty() {
        parts.push(counting);
    }
    parts.extend(charter.forewords.iter().map(|foreword| {
        Part::of("foreword").text_of("by", &foreword.by).text_of("words", &foreword.words)
    }));
    parts.extend(charter.sections.iter().map(|section| {
        let kind = Some(section.kind).filter(|kind| *kind != SectionKind::default());
        Part::of("section")
            .text_of("id", &section.id)
            .text_of("title", &section.title)
            .text_if("words", section.words.as_ref())
            .text_if("parent", section.parent.as_ref())
            .text_if("kind", kind.map(SectionKind::key))
            .text_if("text", section.text.as_ref())
            .list("items", section.items.clone())
            .list("monitoring", section.monitoring.clone())
    }));
    parts.extend(charter.commitments.iter().map(|commitment| {
        Part::of("commitment")
            .text_of("id", &commitment.id)
            .with("number", Value::Number(commitment.number))
            .text_of("section", &commitment.section)
            .text_of("words", &commitment.words)
            .text_if("source", commitment.source.as_ref())
    }));
    parts.extend(charter.services.iter().map(|service| {
        Part::of("service")
            .text_of("id", &service.id)
            .text_of("title", &service.title)
            .text_if("words", service.words.as_ref())
    }));
    parts.extend(charter.stages.iter().map(|stage| {
        Part::of("stage")
            .text_of("id", &stage.id)
            .text_of("service", &stage.service)
            .text_of("title", &stage.title)
            .text_if("words", stage.words.as_ref())
    }));
    parts.extend(charter.opt_outs.iter().map(|out| {
        Part::of("opt_out")
            .text_of("service", &out.service)
            .text_of("standard", &out.standard)
            .text_of("because", &out.because)
            .text_of("approved", &out.approved)
    }));
    parts.extend(charter.standards.iter().map(|one| standard(one, &charter.counting)));
    parts.extend(charter.translations.iter().map(|one| {
        Part::of("translation").text_of("english", &one.english).text_of("welsh", &one.welsh)
    }));
    parts
}

fn head(charter: &Charter) -> Part {
    Part::of("charter")
        .text_of("id", &charter.id)
        .text_of("title", &charter.title)
        .text_of("body", &charter.body)
        .text_if("aim", charter.aim.as_ref())
        .text_if("vision", charter.vision.as_ref())
        .text_if("good_service", charter.good_service.as_ref())
        .text_if("apology", charter.apology.as_ref())
        .text_if("review", charter.review.map(|limit| limit.to_string()))
        .yes("statutory", charter.statutory)
}

fn calendar(definition: &Definition) -> Part {
    let closed = definition.closed.iter().map(|date| definition.closure(*date)).collect();
    let open = definition.open.iter().map(ToString::to_string).collect();
    let until = definition.known_until.and_then(|year| u32::try_from(year).ok());
    Part::of("calendar")
        .text_of("zone", &definition.zone)
        .text_of("nation", definition.nation.map_or("none", Nation::key))
        .text_of("hours", definition.hours.to_string())
        .list("closed", closed)
        .list("open", open)
        .with_if("known_until", until.map(Value::Number))
}

fn counting(counting: &Counting) -> Part {
    policy(Part::of("counting"), &counting.policy, &Policy::default())
        .text_if("remind", counting.remind.map(|limit| limit.to_string()))
}

/// The choices of counting that differ from what holds anyway.
fn policy(part: Part, policy: &Policy, else_: &Policy) -> Part {
    let name = |differs: bool, name: &'static str| Some(name).filter(|_| differs);
    let rings = policy.seconds_per_ring;
    let other_rings = (rings != else_.seconds_per_ring).then_some(Value::Number(rings));
    part.text_if("day_one", name(policy.day_one != else_.day_one, name_of(policy.day_one, DAY_ONE)))
        .text_if(
            "late_receipt",
            name(policy.late_receipt != else_.late_receipt, name_of(policy.late_receipt, LATE)),
        )
        .text_if("due_at", name(policy.due_at != else_.due_at, name_of(policy.due_at, DUE_AT)))
        .text_if(
            "if_closed",
            name(policy.if_closed != else_.if_closed, name_of(policy.if_closed, IF_CLOSED)),
        )
        .text_if(
            "pause_days",
            name(policy.pause_days != else_.pause_days, name_of(policy.pause_days, PAUSE_DAYS)),
        )
        .with_if("seconds_per_ring", other_rings)
}

fn standard(standard: &Standard, all: &Counting) -> Part {
    let part = Part::of("standard")
        .text_of("id", &standard.id)
        .text_if("commitment", standard.commitment.as_ref())
        .text_if("section", standard.section.as_ref())
        .text_of("title", &standard.title)
        .text_of("words", &standard.words)
        .text_if("owner", standard.owner.as_ref())
        .text_of("kind", standard.kind.key())
        .list("channels", standard.scope.channels.clone())
        .list("matters", standard.scope.matters.clone())
        .list("services", standard.scope.services.clone())
        .list("about", standard.scope.about.clone())
        .text_if("stage", standard.stage.as_ref())
        .text_if("over", standard.over.as_ref())
        .text_if("because", standard.because.as_ref())
        .text_if("approved", standard.approved.as_ref());
    let part = aims(judging(clock(part, standard, all), standard), standard)
        .yes("main", standard.main)
        .text_if("not_measured_because", standard.not_measured_because.as_ref())
        .text_if("source", standard.source.as_ref())
        .with_if("holds_from", standard.holds_from.map(Value::Date))
        .text_if("grade", standard.grade.map(Grade::key));
    let kind = standard.kind;
    Part {
        entries: part.entries.into_iter().filter(|(key, _)| means_something(key, kind)).collect(),
        ..part
    }
}

/// What starts and stops it, and how it counts.
fn clock(part: Part, standard: &Standard, all: &Counting) -> Part {
    let keys = |kinds: &[FactKind]| kinds.iter().map(|kind| kind.key().to_owned()).collect();
    let told = standard.kind == Kind::ByDate && standard.starts == FactKind::DateTold;
    let starts = (standard.after.is_none() && !told).then(|| standard.starts.key());
    let stops = if standard.kind == Kind::Share { "yes" } else { "stops" };
    let ends = match standard.ends.as_slice() {
        [FactKind::Withdrawn] => Vec::new(),
        ends => keys(ends),
    };
    let limit = standard.limit.map_or("none".to_owned(), |limit| limit.to_string());
    let calendar = Some(standard.calendar).filter(|of| *of != StandardCalendar::default());
    let part = part
        .text_if("starts", starts)
        .text_if("after", standard.after.as_ref())
        .list(stops, keys(&standard.stops))
        .list("no", keys(&standard.fails))
        .list("ends", ends)
        .text_of("limit", limit)
        .text_if("calendar", calendar.map(StandardCalendar::key));
    policy(part, &standard.policy, &for_kind(standard.kind, all.policy))
        .text_if("cautious_day_one", standard.cautious_day_one.map(|one| name_of(one, DAY_ONE)))
        .text_if("condition", standard.condition.as_ref().map(|condition| &condition.key))
        .list("pauses", standard.pauses.clone())
        .list("restarts", standard.restarts.clone())
        .list("waits_for", standard.waits_for.clone())
        .text_if("extension", standard.extension.map(|cap| cap.to_string()))
        .yes("extension_needs_notice", standard.extension_needs_notice)
        .text_if(
            "remind",
            standard.remind.filter(|_| standard.remind != all.remind).map(|at| at.to_string()),
        )
}

/// How it is judged where no clock does.
fn judging(part: Part, standard: &Standard) -> Part {
    let methods = standard.methods.iter().map(|method| method.key().to_owned()).collect();
    let formula = Some(standard.formula).filter(|formula| *formula != CallFormula::default());
    let undone = Some(standard.undone).filter(|undone| *undone != Undone::default());
    part.text_if("window", standard.window.map(|limit| limit.to_string()))
        .text_if("undone", undone.map(Undone::key))
        .text_if("backstop", standard.backstop.map(|limit| limit.to_string()))
        .text_if("per", standard.per.map(Per::key))
        .text_if("counts", standard.counts.as_ref())
        .text_if("of", standard.of.as_ref())
        .text_if("question", standard.question.as_ref())
        .text_if("trend", standard.trend.map(TrendWay::key))
        .with_if("by", standard.by.map(Value::Date))
        .text_if("evidence", standard.evidence.as_ref())
        .text_if("expires", standard.expires.map(|limit| limit.to_string()))
        .list("methods", methods)
        .text_if("formula", formula.map(CallFormula::key))
}

/// What it aims at, and where it comes from.
fn aims(part: Part, standard: &Standard) -> Part {
    let targets = Some(&standard.targets).filter(|targets| !targets.is_empty());
    let baseline = standard.baseline.as_ref();
    let origin = Some(standard.origin).filter(|origin| *origin != Origin::default());
    part.text_if("target", standard.target.map(|target| target.to_string()))
        .with_if("targets", targets.cloned().map(Value::Targets))
        .with_if("baseline", baseline.map(|of| Value::Baseline(of.label.clone(), of.to_string())))
        .text_if("better", standard.better.map(Better::key))
        .text_if("origin", origin.map(Origin::key))
        .text_if("good_practice", standard.good_practice.as_ref())
        .yes("customer_view", standard.customer_view)
}

impl Part {
    fn of(table: &'static str) -> Part {
        Part { table, entries: Vec::new() }
    }

    fn with(mut self, key: &'static str, value: Value) -> Part {
        self.entries.push((key, value));
        self
    }

    fn with_if(self, key: &'static str, value: Option<Value>) -> Part {
        match value {
            Some(value) => self.with(key, value),
            None => self,
        }
    }

    fn text_of(self, key: &'static str, text: impl Into<String>) -> Part {
        self.with(key, Value::Text(text.into()))
    }

    fn text_if(self, key: &'static str, text: Option<impl Into<String>>) -> Part {
        self.with_if(key, text.map(|text| Value::Text(text.into())))
    }

    fn yes(self, key: &'static str, yes: bool) -> Part {
        self.with_if(key, yes.then_some(Value::Yes))
    }

    fn list(self, key: &'static str, texts: Vec<String>) -> Part {
        self.with_if(key, Some(texts).filter(|texts| !texts.is_empty()).map(Value::List))
    }

    /// The value of a key.
    pub fn value(&self, key: &str) -> Option<&Value> {
        self.entries.iter().find(|(name, _)| *name == key).map(|(_, value)| value)
    }

    /// The table as the file has it.
    pub fn text(&self) -> String {
        let single = matches!(self.table, "charter" | "calendar" | "counting");
        let mut text =
            if single { format!("[{}]\n", self.table) } else { format!("[[{}]]\n", self.table) };
        for (key, value) in &self.entries {
            // Writing into a text does not fail.
            let _ = writeln!(text, "{key} = {}", value.toml());
        }
        text
    }
}

impl Value {
    /// The value as the file has it.
    pub fn toml(&self) -> String {
        let list = |all: Vec<String>| format!("[{}]", all.join(", "));
        match self {
            Value::Text(text) => quoted(text),
            Value::Number(number) => number.to_string(),
            Value::Yes => "true".to_owned(),
            Value::Date(date) => date.to_string(),
            Value::List(texts) => list(texts.iter().map(|text| quoted(text)).collect()),
            Value::Targets(series) => list(series.iter().map(entry).collect()),
            Value::Baseline(label, value) => {
                format!("{{ label = {}, value = {} }}", quoted(label), quoted(value))
            }
        }
    }

    /// The value as a form has it: lists a line each, the parts of an entry between bars.
    pub fn form(&self) -> String {
        match self {
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Yes => "true".to_owned(),
            Value::Date(date) => date.to_string(),
            Value::List(texts) => texts.join("\n"),
            Value::Targets(series) => {
                let line = |aim: &TargetFor| {
                    let stretch = aim.stretch.map(|stretch| format!(" | {stretch}"));
                    let (label, from, to, target) = (&aim.label, aim.from, aim.to, aim.target);
                    format!("{label} | {from} | {to} | {target}{}", stretch.unwrap_or_default())
                };
                series.iter().map(line).collect::<Vec<_>>().join("\n")
            }
            Value::Baseline(label, value) => format!("{label} | {value}"),
        }
    }
}

fn entry(aim: &TargetFor) -> String {
    let stretch =
        aim.stretch.map(|stretch| format!(", stretch = {}", quoted(&stretch.to_string())));
    format!(
        "{{ label = {}, from = {}, to = {}, target = {}{} }}",
        quoted(&aim.label),
        aim.from,
        aim.to,
        quoted(&aim.target.to_string()),
        stretch.unwrap_or_default()
    )
}
