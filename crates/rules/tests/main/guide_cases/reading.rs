//! Reads the guide's cells: dates as they are written there, with weekdays that must be true,
//! and how to count.

use super::tables::Row;
use jiff::civil::Date;
use rules::calendar::{Nation, Zone};
use rules::clock::*;

/// What a row says about how to count.
pub(super) struct Given {
    pub(super) policy: Policy,
    pub(super) nation: Nation,
    pub(super) hours: String,
    pub(super) closed: Vec<String>,
    pub(super) open: Vec<String>,
    paused: Option<String>,
    asked: Option<String>,
    asked_for: WaitKind,
    extended: Option<String>,
    longest: Option<String>,
    told: Option<String>,
    allowed: Option<String>,
    needs_notice: bool,
}

/// What a row says is to come out.
pub(super) enum Expected {
    By(Date),
    At(jiff::Timestamp),
    Nothing,
}

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
/// Every header there is, up to a comma; another one is a slip.
const HEADERS: [&str; 22] = [
    "Received",
    "Event",
    "Limit",
    "Due",
    "Notice by",
    "Why",
    "Done",
    "Outcome",
    "Counted",
    "Hours",
    "Closed",
    "Open",
    "Paused",
    "Extended",
    "Asked for",
    "Longest",
    "Told",
    "Allowed",
    "From",
    "To",
    "Unit",
    "Amount",
];

impl Given {
    /// Reads the row, with the words in code of a column's header on top of it.
    pub(super) fn read(row: &Row<'_>, header: &str) -> Given {
        for (name, _) in row.columns() {
            let name = name.split(',').next().unwrap();
            assert!(HEADERS.contains(&name), "line {}: no column {name}", row.line);
        }
        let list = |name| -> Vec<String> {
            let cell: &str = row.cell(name).unwrap_or_default();
            cell.split(';').map(str::trim).filter(|item| !item.is_empty()).map(iso).collect()
        };
        let mut given = Given {
            policy: Policy::default(),
            nation: Nation::EnglandAndWales,
            hours: row.cell("Hours").unwrap_or("Mo-Fr 09:00-17:00").to_owned(),
            closed: list("Closed"),
            open: list("Open"),
            paused: row.cell("Paused").map(str::to_owned),
            asked: row.cell("Asked for").map(str::to_owned),
            asked_for: WaitKind::StartsAfresh,
            extended: row.cell("Extended").map(str::to_owned),
            longest: row.cell("Longest").map(str::to_owned),
            told: row.cell("Told").map(str::to_owned),
            allowed: row.cell("Allowed").map(str::to_owned),
            needs_notice: false,
        };
        for text in [row.cell("Counted").unwrap_or_default(), header] {
            for word in text.split('`').skip(1).step_by(2) {
                given.count(word);
            }
        }
        given
    }

    fn count(&mut self, word: &str) {
        let policy = &mut self.policy;
        match word {
            "after-receipt" => policy.day_one = DayOne::AfterReceipt,
            "receipt" => policy.day_one = DayOne::Receipt,
            "rolled" => policy.day_one = DayOne::Rolled,
            "same-day" => policy.late_receipt = LateReceipt::SameDay,
            "next-working-day" => policy.late_receipt = LateReceipt::NextWorkingDay,
            "end-of-day" => policy.due_at = DueAt::EndOfDay,
            "same-time" => policy.due_at = DueAt::SameTime,
            "stays" => policy.if_closed = IfClosed::Stays,
            "moves-on" => policy.if_closed = IfClosed::MovesOn,
            "both-ends" => policy.pause_days = PauseDays::BothEnds,
            "restarts" => self.asked_for = WaitKind::StartsAfresh,
            "waits_for" => self.asked_for = WaitKind::OnlyStarts,
            "extension_needs_notice" => self.needs_notice = true,
            nation => self.nation = Nation::named(nation).unwrap(),
        }
    }

    /// What happened on the way.
    pub(super) fn happened(&self, zone: &Zone) -> Happened {
        let at = |text: &String| moment(text, zone).unwrap().instant();
        let told = self.told.as_ref().map(at);
        let grant = |text: &String| {
            let (by, granted) = text.split_once(" on ").unwrap();
            let granted = moment(granted, zone).unwrap().instant();
            Grant { by: Limit::read(by).unwrap(), granted, told }
        };
        let wait =
            |pause: Pause| Wait { kind: self.asked_for, asked: pause.starts, arrived: pause.ends };
        Happened {
            pauses: self.paused.as_ref().map(|text| stretch(text, zone)).into_iter().collect(),
            waits: self.asked.as_ref().map(|text| wait(stretch(text, zone))).into_iter().collect(),
            grants: self.extended.as_ref().map(grant).into_iter().collect(),
            authorised: self.allowed.as_ref().map(at).into_iter().collect(),
        }
    }

    /// What the rule asks of an extension: any, where the row does not say how long.
    pub(super) fn rule(&self) -> ExtensionRule {
        let longest = self.longest.as_ref().filter(|text| *text != "any");
        let cap = longest.map_or(Cap::Any, |text| Cap::UpTo(Limit::read(text).unwrap()));
        ExtensionRule { cap, needs_notice: self.needs_notice }
    }
}

/// `Tue 15 Sep 2026 10:00 to Tue 15 Sep 2026 16:59`, or `since Tue 15 Sep 2026 10:00`.
fn stretch(text: &str, zone: &Zone) -> Pause {
    let at = |text| moment(text, zone).unwrap().instant();
    match (text.strip_prefix("since "), text.split_once(" to ")) {
        (Some(starts), _) => Pause { starts: at(starts), ends: None },
        (None, Some((starts, ends))) => Pause { starts: at(starts), ends: Some(at(ends)) },
        (None, None) => panic!("no stretch: {text}"),
    }
}

impl Expected {
    pub(super) fn read(cell: &str, zone: &Zone) -> Expected {
        match cell {
            "none" => Expected::Nothing,
            _ => match moment(cell, zone).unwrap() {
                Moment::On(date, _) => Expected::By(date),
                Moment::At(at) => Expected::At(at),
            },
        }
    }

    pub(super) fn is(&self, found: Due) -> bool {
        match (self, found) {
            (Expected::By(expected), Due::By { date, .. }) => *expected == date,
            (Expected::At(expected), Due::At(at)) => *expected == at,
            (Expected::Nothing, Due::Not(_)) => true,
            _ => false,
        }
    }
}

/// Reads `Fri 19 Dec 2025`, `Fri 19 Dec 2025 16:55` and `Sun 25 Oct 2026 01:30 GMT`.
pub(super) fn moment(text: &str, zone: &Zone) -> Result<Moment, MomentRefusal> {
    let (text, offset) = match (text.strip_suffix(" BST"), text.strip_suffix(" GMT")) {
        (Some(text), _) => (text, "+01:00"),
        (_, Some(text)) => (text, "Z"),
        (None, None) => (text, ""),
    };
    read_moment(&format!("{}{offset}", iso(text).replace(' ', "T")), zone)
}

/// `Fri 19 Dec 2025 16:55` as `2025-12-19 16:55`, with what follows the date as it stands.
fn iso(text: &str) -> String {
    let mut words = text.splitn(5, ' ');
    let mut word = || words.next().unwrap_or_else(|| panic!("no date: {text}"));
    let weekday = word();
    let day: i8 = word().parse().unwrap();
    let month = word();
    let month = MONTHS.iter().position(|name| *name == month).unwrap() + 1;
    let year: i16 = word().parse().unwrap();
    let date = jiff::civil::date(year, i8::try_from(month).unwrap(), day);
    let true_weekday = WEEKDAYS[usize::try_from(date.weekday().to_monday_zero_offset()).unwrap()];
    assert_eq!(weekday, true_weekday, "{text}");
    match words.next() {
        Some(rest) => format!("{date} {rest}"),
        None => date.to_string(),
    }
}
