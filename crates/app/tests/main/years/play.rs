//! Plays a scripted year through the real commands, in the order in which things happened.
//!
//! A line of a script is one record, or several alike:
//!
//! `10 x 2026-04-02T10:00 letter enquiry planning: told 2026-04-30; 2026-04-20T23:59:59 responds`

use app::cases::CaseToOpen;
use app::charters::Adopt;
use app::contacts::{Call, Ending, LogContact, Visit};
use app::figures::{Ask, By, CountBy, FigureRow, PeriodLength};
use jiff::{SignedDuration, Timestamp};
use rules::cases::CloseReason;
use rules::charter::CharterKind;
use rules::contacts::{Channel, Matter};
use rules::ledger::Month;
use testkit::{Person, Town};

/// What happens to a record, and when.
struct Event<'a> {
    at: Timestamp,
    /// Which record of the year.
    record: usize,
    act: Act<'a>,
}

enum Act<'a> {
    /// The contact comes, with everything that is known of it at once.
    Comes { head: &'a str, at: Timestamp, known: Vec<&'a str> },
    /// Somebody does something to its case.
    Does(&'a str),
}

/// Adopts a text as the body's own charter from a date on.
pub(super) fn adopts(town: &Town, text: &str, from: &str) {
    let charter = rules::charter::read(text).unwrap_or_else(|problems| panic!("{problems:?}"));
    let (from, approval) = (from.parse().unwrap(), "Cabinet, minute 14".into());
    let text = text.to_owned();
    let adopt = Adopt { charter, text, from, until: None, approval, kind: CharterKind::Own };
    town.act(Person::Administrator, move |cx| app::charters::adopt(cx, &adopt)).unwrap();
}

/// Plays every line of a script; gives how many records there were.
pub(super) fn play(town: &Town, script: &str) -> usize {
    let mut events = Vec::new();
    let mut records = 0;
    for line in script.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if line.starts_with('#') {
            continue;
        }
        let (count, line) = line.split_once(" x ").unwrap_or(("1", line));
        for _ in 0..count.parse::<usize>().unwrap() {
            events.extend(events_of(town, line, records));
            records += 1;
        }
    }
    events.sort_by_key(|event| event.at);
    let mut references = vec![String::new(); records];
    for event in &events {
        town.it_is(&event.at.to_string());
        match &event.act {
            Act::Comes { head, at, known } => {
                references[event.record] = town.logged(contact(town, head, *at, known));
            }
            Act::Does(what) => does(town, &references[event.record], what),
        }
    }
    records
}

/// A moment at the beginning of a text, and what stands behind it.
fn moment<'a>(town: &Town, text: &'a str) -> Option<(Timestamp, &'a str)> {
    let (moment, rest) = text.split_once(' ')?;
    moment.starts_with("20").then(|| (town.moment(moment), rest))
}

fn events_of<'a>(town: &Town, line: &'a str, record: usize) -> Vec<Event<'a>> {
    let (came, acts) = line.split_once(": ").unwrap_or((line, ""));
    let (at, head) = moment(town, came).unwrap_or_else(|| panic!("no moment in {line}"));
    let parts = acts.split("; ").filter(|part| !part.is_empty());
    let (known, later): (Vec<&str>, Vec<&str>) =
        parts.partition(|part| moment(town, part).is_none());
    // What comes by telephone or in person is logged when it is over.
    let live = !head.starts_with("letter") && !head.starts_with("email");
    let logged = if live { at + SignedDuration::from_hours(1) } else { at };
    let mut events = vec![Event { at: logged, record, act: Act::Comes { head, at, known } }];
    events.extend(later.into_iter().filter_map(|act| {
        let (at, what) = moment(town, act)?;
        Some(Event { at, record, act: Act::Does(what) })
    }));
    events
}

/// Reads `channel matter service`, and what is known, such as `told 2026-04-30`.
fn contact(town: &Town, head: &str, at: Timestamp, known: &[&str]) -> LogContact {
    let mut words = head.split(' ');
    let mut word = || words.next().unwrap_or_else(|| panic!("channel, matter, service: {head}"));
    let channel = Channel::named(word()).unwrap();
    let matter = Matter::named(word()).unwrap();
    let service = word();
    let mut contact = LogContact {
        matter,
        received_at: Some(at),
        service: town.unit(service),
        reason: None,
        ..town.contact(channel)
    };
    for part in known {
        let (key, value) = part.split_once(' ').unwrap_or((part, ""));
        knows(town, &mut contact, (key, value), (service, at));
    }
    contact
}

fn knows(
    town: &Town,
    contact: &mut LogContact,
    (key, value): (&str, &str),
    (service, at): (&str, Timestamp),
) {
    let after = || at + length(value);
    match key {
        "told" => {
            contact.ending = Ending::Case(CaseToOpen {
                team: Some(town.unit(&format!("{service}-team"))),
                owner: None,
                next_step: "Write back".into(),
                promised_on: Some(value.parse().unwrap()),
            });
        }
        "about" => contact.reason = Some(town.reason(value)),
        "details" => contact.contact_details_left = Some(value == "yes"),
        "answered" => {
            contact.call = Some(Call { offered: at, answered: Some(after()), abandoned: None });
        }
        "hung-up" => {
            contact.call = Some(Call { offered: at, answered: None, abandoned: Some(after()) });
            contact.ending = Ending::CutShort;
        }
        "seen" | "finished" | "left" => {
            let nothing = Visit { arrived: at, seen: None, finished: None, left: None };
            let visit = contact.visit.get_or_insert(nothing);
            match key {
                "seen" => visit.seen = Some(after()),
                "finished" => visit.finished = Some(after()),
                _ => {
                    visit.left = Some(after());
                    contact.ending = Ending::CutShort;
                }
            }
        }
        other => panic!("nothing is known by {other}"),
    }
}

/// Reads `20s` and `15m`.
fn length(text: &str) -> SignedDuration {
    match text.strip_suffix('m') {
        Some(minutes) => SignedDuration::from_mins(minutes.parse().unwrap()),
        None => SignedDuration::from_secs(text.trim_end_matches('s').parse().unwrap()),
    }
}

fn does(town: &Town, reference: &str, what: &str) {
    let by = Person::ServicesManager;
    match what {
        "acknowledges" => town.acknowledges(by, reference, None).unwrap(),
        "responds" => town.responds(by, reference).unwrap(),
        "closes" => town.closes(by, reference, CloseReason::Done).unwrap(),
        "withdraws" => town.closes(by, reference, CloseReason::Withdrawn).unwrap(),
        "owes-nothing" => {
            town.closes(by, reference, CloseReason::NoResponseOwed).unwrap();
        }
        "calls-back" => {
            let call = |cx: &mut app::Cx<'_>, r: &str, v| app::cases::call_back(cx, r, v, "Done");
            town.on_record(by, reference, call).unwrap();
        }
        "asks" => {
            let asks = LogContact {
                about_again: Some(reference.to_owned()),
                asks_progress: true,
                ending: Ending::CutShort,
                ..town.contact(Channel::Letter)
            };
            town.logged(asks);
        }
        "tells" => {
            let tell = |cx: &mut app::Cx<'_>, r: &str, v| app::cases::give_progress(cx, r, v, "So");
            town.on_record(by, reference, tell).unwrap();
        }
        other => panic!("nobody {other}"),
    }
}

/// Closes every month of a span, when all its figures are known.
pub(super) fn closes(town: &Town, from: &str, to: &str, when: &str) {
    town.it_is(when);
    town.settle_down();
    let (mut month, last) = (Month::read(from).unwrap(), Month::read(to).unwrap());
    while month <= last {
        let (kept, closing) = (town.kept.clone(), month);
        town.act(Person::PerformanceOfficer, move |cx| {
            app::ledger::close_month(cx, &kept, closing)
        })
        .unwrap();
        month = month.next();
    }
    town.settle_down();
}

/// The figures of a span, each as the tables say it:
/// `letters: kept 4, missed 1; 80.0%, more than 80% not met`.
pub(super) fn figures(town: &Town, from: &str, to: &str, by: PeriodLength) -> Vec<String> {
    let ask = Ask {
        from: Month::read(from).unwrap(),
        to: Month::read(to).unwrap(),
        by: vec![By::Period(by)],
        standard: None,
        count_by: CountBy::Due,
        known_at: None,
        times: false,
    };
    let mut told: Vec<String> = town.figures(&ask).iter().map(tell).collect();
    told.sort();
    told
}

fn tell(row: &FigureRow) -> String {
    let counts = &row.counts;
    let numbers: Vec<String> = [
        ("kept", counts.kept),
        ("missed", counts.missed),
        ("ended", counts.ended_by_customer),
        ("not counted", counts.not_counted),
        ("no evidence", counts.no_evidence),
        ("measured", counts.measured),
        ("running", counts.running),
    ]
    .into_iter()
    .filter(|(_, number)| *number != 0)
    .map(|(name, number)| format!("{name} {number}"))
    .collect();
    let mut told = format!("{} {}: {}", row.key, row.period, numbers.join(", "));
    if let Some(share) = row.share.share {
        told.push_str(&format!("; {:.1}%", share * 100.0));
    }
    if let Some(target) = row.target {
        told.push_str(&format!(", {target}{}", verdict(row.met)));
    }
    told
}

fn verdict(met: Option<bool>) -> &'static str {
    match met {
        Some(true) => " met",
        Some(false) => " not met",
        None => " not judged",
    }
}

/// Holds figures against a table worked out by hand; its lines may stand in any order.
#[track_caller]
pub(super) fn check(told: &[String], table: &str) {
    let mut expected: Vec<String> =
        table.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    expected.sort();
    assert_eq!(told, expected, "\ntold:\n{}\n", told.join("\n"));
}
