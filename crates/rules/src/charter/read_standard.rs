//! Reading one standard of a charter file.

use super::kinds::*;
use super::parts::Counting;
use super::policies::{DAY_ONE, read_policy};
use super::problems::{Problem, Wrong, WrongAim};
use super::read_aims::{are_of_its_kind, baseline, point_the_same_way, target, targets};
use super::read_parts::named;
use super::read_rule::{condition, events, facts, fits_its_kind, methods, scope};
use super::reader::Reader;
use super::standards::Standard;
use crate::clock::{Cap, Clock, DayOne, LateReceipt, Limit, Policy, Term};
use crate::facts::FactKind;
use toml_edit::{Item, Table};

/// Reads one `[[standard]]`, counted and reminded of as the charter says where it says nothing
/// else.
pub(super) fn standard(table: &Table, all: Counting, problems: &mut Vec<Problem>) -> Standard {
    let mut reader = Reader::new(table, named(table, "standard"), problems);
    let r = &mut reader;
    let id = r.id();
    if table.get("kind").is_none() {
        r.missing("kind");
    }
    // Of a kind that nobody understands nothing else is said.
    let understood = r.choice("kind", Kind::NAMES);
    let kind = understood.unwrap_or(Kind::AdvertisedOnly);
    let policy = for_kind(kind, read_policy(r, all.policy));
    let (limit, limit_at) = (read_limit(r), r.span("limit"));
    let clock = Clock::new(limit.map_or(Term::Open, Term::Limit), policy);
    if let Err(refusal) = clock {
        r.problem(limit_at, Wrong::Clock(refusal));
    }
    let (starts, stops, fails) = understood
        .map_or_else(|| (FactKind::Received, Vec::new(), Vec::new()), |kind| events(r, kind));
    let mut standard = Standard {
        id,
        commitment: r.text("commitment"),
        section: r.text("section"),
        title: r.required("title"),
        words: r.required("words"),
        owner: r.text("owner"),
        kind,
        scope: scope(r),
        starts,
        stops,
        ends: facts(r, "ends"),
        fails,
        limit,
        policy,
        calendar: r.choice("calendar", StandardCalendar::NAMES).unwrap_or_default(),
        condition: condition(r),
        after: r.text("after"),
        remind: r.limit("remind").or(all.remind),
        extension: extension(r, clock.ok().filter(|_| limit.is_some())),
        cautious_day_one: cautious(r, limit, policy),
        methods: methods(r, understood),
        ..Standard::default()
    };
    more_of_the_clock(r, &mut standard);
    without_a_clock(r, &mut standard);
    aims_and_layers(r, &mut standard);
    r.knows(&["yes", "no", "stops", "starts"]);
    fits_together(r, understood, &standard);
    reader.nothing_else();
    defaults(&mut standard);
    standard
}

fn more_of_the_clock(r: &mut Reader<'_>, standard: &mut Standard) {
    standard.pauses = r.texts("pauses");
    standard.restarts = r.texts("restarts");
    standard.waits_for = r.texts("waits_for");
    standard.extension_needs_notice = r.yes("extension_needs_notice");
    standard.holds_from = r.date("holds_from");
    standard.formula = r.choice("formula", CallFormula::NAMES).unwrap_or_default();
    standard.window = r.days("window");
    standard.undone = r.choice("undone", Undone::NAMES).unwrap_or_default();
    standard.backstop = r.days("backstop");
}

/// What is judged by readings, or not at all.
fn without_a_clock(r: &mut Reader<'_>, standard: &mut Standard) {
    standard.per = r.choice("per", Per::NAMES);
    standard.counts = r.text("counts");
    standard.of = r.text("of");
    standard.question = r.text("question");
    standard.trend = r.choice("trend", TrendWay::NAMES);
    standard.by = r.date("by");
    standard.evidence = r.text("evidence");
    standard.expires = r.days("expires");
    standard.not_measured_because = r.text("not_measured_because");
}

fn aims_and_layers(r: &mut Reader<'_>, standard: &mut Standard) {
    standard.target = target(r);
    standard.targets = targets(r);
    standard.baseline = baseline(r);
    standard.better = r.choice("better", Better::NAMES);
    standard.origin = r.choice("origin", Origin::NAMES).unwrap_or_default();
    standard.good_practice = r.text("good_practice");
    standard.customer_view = r.yes("customer_view");
    standard.over = r.text("over");
    standard.because = r.text("because");
    standard.approved = r.text("approved");
    standard.stage = r.text("stage");
    standard.main = r.yes("main");
    standard.source = r.text("source");
    standard.grade = r.choice("grade", Grade::NAMES);
}

/// What must hold between the keys of one standard.
fn fits_together(r: &mut Reader<'_>, kind: Option<Kind>, standard: &Standard) {
    if let Some(kind) = kind {
        fits_its_kind(r, kind);
        let series = standard.targets.iter().flat_map(|aim| [Some(aim.target), aim.stretch]);
        let all: Vec<_> = series.chain([standard.target]).flatten().collect();
        are_of_its_kind(r, kind, standard.of.is_some(), &all);
        point_the_same_way(r, standard, &all);
    }
    goes_with(r, "extension_needs_notice", "extension");
    goes_with(r, "grade", "source");
    goes_with(r, "over", "services");
    goes_with(r, "because", "over");
    goes_with(r, "approved", "because");
    goes_with(r, "because", "approved");
    goes_with(r, "backstop", "undone");
    each_reason_once(r);
    if standard.undone == Undone::MissedAtBackstop && standard.kind == Kind::Share {
        goes_with(r, "undone", "backstop");
    }
    let has_limit = standard.kind == Kind::InTime && standard.limit.is_some();
    let is_limit = standard.kind == Kind::InTime && standard.undone == Undone::MissedAtBackstop;
    if (has_limit && r.table.contains_key("undone")) || is_limit {
        let at = r.table.key("undone").and_then(toml_edit::Key::span);
        r.problem(at, Wrong::Aim(WrongAim::UndoneWithLimit));
    }
    let of_stages = [FactKind::StageEntered, FactKind::StageFinished];
    if of_stages.contains(&standard.starts) && standard.stage.is_none() {
        goes_with(r, "starts", "stage");
    }
}

fn defaults(standard: &mut Standard) {
    if standard.ends.is_empty() {
        standard.ends.push(FactKind::Withdrawn);
    }
    if standard.methods.is_empty() {
        standard.methods.extend(match standard.kind {
            Kind::InTime | Kind::ByDate | Kind::Notice => Some(Method::Clock),
            Kind::Share => Some(Method::Record),
            Kind::Score => Some(Method::Survey),
            Kind::AdvertisedOnly => None,
            _ => Some(Method::Supplied),
        });
    }
}

/// A limit, or `none`.
fn read_limit(r: &mut Reader<'_>) -> Option<Limit> {
    if r.table.get("limit").and_then(Item::as_str) == Some("none") {
        r.knows(&["limit"]);
        return None;
    }
    r.limit("limit")
}

/// Notice counts back from an event, whatever the charter says of receipts.
pub(super) fn for_kind(kind: Kind, policy: Policy) -> Policy {
    match kind {
        Kind::Notice => {
            Policy { day_one: DayOne::AfterReceipt, late_receipt: LateReceipt::SameDay, ..policy }
        }
        _ => policy,
    }
}

/// The longest extension, in a unit that the clock can be extended by; or any.
fn extension(r: &mut Reader<'_>, clock: Option<Clock>) -> Option<Cap> {
    if r.table.get("extension").and_then(Item::as_str) == Some("any") {
        r.knows(&["extension"]);
        return Some(Cap::Any);
    }
    let extension = r.limit("extension")?;
    if let Some(Err(refusal)) = clock.map(|clock| clock.takes(extension)) {
        let at = r.span("extension");
        r.problem(at, Wrong::Clock(refusal));
    }
    Some(Cap::UpTo(extension))
}

/// Day 1 by a second reading, which must be another one that the limit can be counted by.
fn cautious(r: &mut Reader<'_>, limit: Option<Limit>, policy: Policy) -> Option<DayOne> {
    let day_one = r.choice("cautious_day_one", DAY_ONE)?;
    let at = r.span("cautious_day_one");
    let clock = Clock::new(limit.map_or(Term::Open, Term::Limit), Policy { day_one, ..policy });
    if day_one == policy.day_one {
        r.problem(at, Wrong::SameReading);
    } else if let Err(refusal) = clock {
        r.problem(at, Wrong::Clock(refusal));
    }
    Some(day_one)
}

/// A key that means nothing without another one.
fn goes_with(r: &mut Reader<'_>, key: &'static str, needs: &'static str) {
    if r.table.contains_key(key) && !r.table.contains_key(needs) {
        let at = r.table.key(key).and_then(toml_edit::Key::span);
        r.problem(at, Wrong::Needs { key, needs });
    }
}

/// What a reason does to the clock must be one thing.
fn each_reason_once(r: &mut Reader<'_>) {
    let mut seen: Vec<String> = Vec::new();
    for key in ["pauses", "restarts", "waits_for"] {
        // A list that is none has been told already.
        if r.table.get(key).and_then(Item::as_array).is_none() {
            continue;
        }
        for (reason, at) in r.list_again(key) {
            if seen.contains(&reason) {
                r.problem(at, Wrong::ReasonTwice(reason));
            } else {
                seen.push(reason);
            }
        }
    }
}
