//! The fast way of counting held against the slow one (`slow_clock`): on random calendars, hours,
//! pauses, extensions and policies over 2004–2034, and across every change of clocks.

use crate::clock_strategies::any_policy;
use crate::slow_clock::{Slow, Span};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;
use rules::calendar::{Calendar, Definition, Nation, Opening, Period, WeeklyHours};
use rules::clock::*;

const ZONES: [&str; 4] =
    ["Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"];

fn any_hours() -> impl Strategy<Value = WeeklyHours> {
    prop::sample::select(vec![
        "Mo-Fr 09:00-17:00",
        "Mo-Fr 08:30-12:30,13:15-17:00; Sa 10:00-12:00",
        "Mo-Su 00:00-24:00",
        "Tu 08:00-17:00",
        "Mo-Sa 00:00-02:00,22:00-24:00; Su 01:00-03:00",
        "We,Su 00:30-01:30",
    ])
    .prop_map(|text| WeeklyHours::read(text).unwrap())
}

fn any_date() -> impl Strategy<Value = Date> {
    (0..11_300_i32).prop_map(|days| date(2004, 1, 1).checked_add(days.days()).unwrap())
}

fn any_definition() -> impl Strategy<Value = Definition> {
    let nation = prop::option::of(prop::sample::select(Nation::ALL.to_vec()));
    let opening = (0..60_i32, 0..1000_u32, 1..400_u32);
    let parts = (
        prop::sample::select(ZONES.to_vec()),
        nation,
        any_hours(),
        prop::collection::vec(0..60_i32, 0..12),
        prop::collection::vec(opening, 0..4),
    );
    (parts, any_date()).prop_map(|((zone, nation, hours, closed, open), near)| Definition {
        zone: zone.to_owned(),
        nation,
        hours,
        closed: closed.iter().map(|days| near.checked_add(days.days()).unwrap()).collect(),
        open: open
            .iter()
            .map(|(days, opens, length)| Opening {
                on: near.checked_add(days.days()).unwrap(),
                period: Period { opens: *opens, closes: opens + length },
            })
            .collect(),
        ..Definition::office_hours(Nation::AnyUk)
    })
}

/// A pause: minutes after the start, how long in minutes, and whether it is still open.
type Paused = (i64, i64, bool);

/// They may touch and overlap; one in ten is open.
fn any_pauses() -> impl Strategy<Value = Vec<Paused>> {
    let open = prop::bool::weighted(0.1);
    prop::collection::vec((0..20_000_i64, 1..6_000_i64, open), 0..4)
}

/// Extensions: how many of which unit, granted so many minutes after the start.
fn any_extensions() -> impl Strategy<Value = Vec<(u32, Unit, i64)>> {
    let unit = prop::sample::select(Unit::ALL.to_vec());
    let granted = prop_oneof![0..20_i64, 0..8_000_i64];
    prop::collection::vec((0_u32..5, unit, granted), 0..3)
}

/// One question to both ways of counting.
struct Question {
    definition: Definition,
    policy: Policy,
    start: Timestamp,
    pauses: Vec<Paused>,
    extensions: Vec<(u32, Unit, i64)>,
}

/// A limit that the reference can count: it goes by whole minutes.
fn limit_of(amount: u32, unit: Unit) -> Limit {
    let amount = match unit {
        Unit::Seconds => amount * 60,
        Unit::Minutes | Unit::WorkingMinutes => amount * 37,
        _ => amount,
    };
    Limit { amount, unit }
}

impl Question {
    fn at(&self, minutes: i64) -> Timestamp {
        self.start + SignedDuration::from_mins(minutes)
    }

    fn spans(&self) -> Vec<Span> {
        let span =
            |(from, long, open): &Paused| (self.at(*from), (!open).then(|| self.at(from + long)));
        self.pauses.iter().map(span).collect()
    }

    /// Asks about limits of these units, and about notice in them.
    fn compare(&self, amount: u32, units: &[Unit]) -> Result<(), TestCaseError> {
        let spans = self.spans();
        let calendar: Calendar = self.definition.clone().compile().unwrap();
        let zone = TimeZone::get(&self.definition.zone).unwrap();
        // A ring of a minute, so that the reference can count it.
        let policy = Policy { seconds_per_ring: 60, ..self.policy };
        let slow = Slow { definition: &self.definition, zone, policy, pauses: &spans };
        let list = spans.iter().map(|(starts, ends)| Pause { starts: *starts, ends: *ends });
        let pauses = Pauses::new(&list.collect::<Vec<_>>()).unwrap();
        for unit in units {
            let limit = limit_of(amount, *unit);
            let Ok(clock) = Clock::new(Term::Limit(limit), policy) else { continue };
            let granted = |(amount, unit, at): &(u32, Unit, i64)| Extension {
                by: limit_of(*amount, *unit),
                granted: self.at(*at),
            };
            let extensions: Vec<Extension> = self
                .extensions
                .iter()
                .map(granted)
                .filter(|extension| clock.takes(extension.by).is_ok())
                .collect();
            let fast = due(&clock, &calendar, self.start, &pauses, &extensions);
            prop_assert_eq!(fast, slow.due(limit, self.start, &extensions), "{}", limit);
            let backwards = Policy {
                day_one: DayOne::AfterReceipt,
                late_receipt: LateReceipt::SameDay,
                ..policy
            };
            let clock = Clock::new(Term::Limit(limit), backwards).unwrap();
            let fast = notice(&clock, &calendar, self.start).unwrap();
            prop_assert_eq!(fast, slow.notice(limit, self.start), "notice of {}", limit);
        }
        Ok(())
    }
}

const IN_DAYS: [Unit; 4] = [Unit::WorkingDays, Unit::CalendarDays, Unit::Weeks, Unit::Months];
const IN_TIME: [Unit; 6] = [
    Unit::Seconds,
    Unit::Minutes,
    Unit::Hours,
    Unit::WorkingMinutes,
    Unit::WorkingHours,
    Unit::Rings,
];

/// A question about a calendar whose closed days and openings lie near the start.
fn any_question() -> impl Strategy<Value = Question> {
    (
        any_definition(),
        any_policy(),
        -40_i32..40,
        0_i64..1440,
        any_pauses(),
        any_extensions(),
        any_date(),
    )
        .prop_map(|(definition, policy, offset, minute, pauses, extensions, anywhere)| {
            let near = definition.closed.first().copied().unwrap_or(anywhere);
            let on = near.checked_add(offset.days()).unwrap().max(date(2004, 1, 1));
            let zone = TimeZone::get(&definition.zone).unwrap();
            let start = on.to_zoned(zone).unwrap().timestamp() + SignedDuration::from_mins(minute);
            Question { definition, policy, start, pauses, extensions }
        })
}

impl std::fmt::Debug for Question {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Question { definition, policy, start, pauses, extensions } = self;
        write!(f, "{definition}{policy:?}\n{start} {pauses:?} {extensions:?}")
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn days_are_counted_as_the_slow_way_counts_them(
        question in any_question(), amount in 0_u32..24,
    ) {
        question.compare(amount, &IN_DAYS)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn time_is_counted_as_the_slow_way_counts_it(question in any_question(), amount in 0_u32..9) {
        question.compare(amount, &IN_TIME)?;
    }
}

/// The moments at which clocks change in a zone, 2004 to 2034.
fn changes(name: &str) -> Vec<Timestamp> {
    let zone = TimeZone::get(name).unwrap();
    let midnight = |on: Date| on.to_zoned(zone.clone()).unwrap().timestamp();
    let (from, until) = (midnight(date(2004, 1, 1)), midnight(date(2034, 12, 31)));
    zone.following(from).map(|t| t.timestamp()).take_while(|t| *t < until).collect()
}

#[test]
fn every_change_of_clocks_from_2004_to_2034_is_counted_as_the_slow_way_does() {
    let same_time = Policy { due_at: DueAt::SameTime, ..Policy::default() };
    let both_ends = Policy { pause_days: PauseDays::BothEnds, ..Policy::default() };
    let policies = [Policy::default(), same_time, both_ends];
    for name in ZONES {
        let changes = changes(name);
        assert!(changes.len() >= 60 || name == "Asia/Kathmandu", "{name}: {}", changes.len());
        for (index, change) in changes.iter().enumerate() {
            let hours = ["Mo-Su 00:00-24:00", "Mo-Su 01:15-01:45,02:15-05:00"][index % 2];
            for (hours_before, policy) in [1, 5, 26].into_iter().zip(policies) {
                let question = Question {
                    definition: Definition {
                        zone: name.to_owned(),
                        nation: None,
                        hours: WeeklyHours::read(hours).unwrap(),
                        ..Definition::office_hours(Nation::AnyUk)
                    },
                    policy,
                    start: *change - SignedDuration::from_mins(hours_before * 60 + 7),
                    pauses: vec![(30, 60, false), (300, 45, false)],
                    extensions: vec![(1, Unit::CalendarDays, 10), (1, Unit::Minutes, 20)],
                };
                question.compare(2, &Unit::ALL).unwrap();
            }
        }
    }
}
