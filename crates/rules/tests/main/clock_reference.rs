//! A slow and obviously right way to count (day by day, minute by minute), against which the
//! fast one is held on random calendars, hours and pauses, and across every change of clocks.

use jiff::civil::{Date, Time, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;
use rules::calendar::{Calendar, Definition, Nation, Opening, Period, WeeklyHours};
use rules::clock::*;

const ZONES: [&str; 4] =
    ["Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"];

/// The reference: asks the definition about one day or one minute at a time.
struct Slow<'a> {
    definition: &'a Definition,
    zone: TimeZone,
    pauses: &'a [(Timestamp, Timestamp)],
}

impl Slow<'_> {
    fn periods(&self, on: Date) -> Vec<Period> {
        let holiday =
            self.definition.nation.is_some_and(|nation| nation.bank_holidays().on(on).is_some());
        let mut periods = if holiday || self.definition.closed.contains(&on) {
            vec![]
        } else {
            self.definition.hours.on(on.weekday().to_monday_zero_offset() as usize).to_vec()
        };
        periods.extend(self.definition.open.iter().filter(|o| o.on == on).map(|o| o.period));
        periods
    }

    fn wall(&self, on: Date, minutes: u32) -> Timestamp {
        let (on, minutes) =
            if minutes == 1440 { (on.tomorrow().unwrap(), 0) } else { (on, minutes) };
        let time = Time::new((minutes / 60) as i8, (minutes % 60) as i8, 0, 0).unwrap();
        self.zone.to_timestamp(on.to_datetime(time)).unwrap()
    }

    fn is_working(&self, on: Date) -> bool {
        self.periods(on).iter().any(|p| self.wall(on, p.opens) < self.wall(on, p.closes))
    }

    fn last_closing(&self, on: Date) -> Timestamp {
        self.periods(on).iter().map(|p| self.wall(on, p.closes)).max().unwrap()
    }

    fn is_paused(&self, at: Timestamp) -> bool {
        self.pauses.iter().any(|(starts, ends)| *starts <= at && at < *ends)
    }

    fn date_of(&self, at: Timestamp) -> Date {
        self.zone.to_datetime(at).date()
    }

    fn is_open(&self, at: Timestamp) -> bool {
        let on = self.date_of(at);
        self.periods(on)
            .iter()
            .any(|p| self.wall(on, p.opens) <= at && at < self.wall(on, p.closes))
    }

    fn receipt(&self, policy: &Policy, start: Timestamp) -> Date {
        let on = self.date_of(start);
        let late = policy.late_receipt == LateReceipt::NextWorkingDay
            && self.is_working(on)
            && start >= self.last_closing(on);
        if late { on.tomorrow().unwrap() } else { on }
    }

    fn working_days(&self, policy: &Policy, start: Timestamp, n: u32) -> Date {
        let receipt = self.receipt(policy, start);
        let counts = |on: Date| self.is_working(on) && !self.is_paused(self.last_closing(on));
        let mut on = receipt;
        if n == 0 {
            while !counts(on) {
                on = on.tomorrow().unwrap();
            }
            return on;
        }
        match policy.day_one {
            DayOne::Receipt => {}
            DayOne::AfterReceipt => on = on.tomorrow().unwrap(),
            DayOne::Rolled => {
                while !self.is_working(on) {
                    on = on.tomorrow().unwrap();
                }
                on = on.tomorrow().unwrap();
            }
        }
        let mut counted = 0;
        loop {
            if counts(on) {
                counted += 1;
                if counted == n {
                    return on;
                }
            }
            on = on.tomorrow().unwrap();
        }
    }

    fn calendar_days(&self, policy: &Policy, start: Timestamp, n: u32) -> Date {
        let mut on = self.receipt(policy, start);
        if n > 0 && policy.day_one != DayOne::Receipt {
            on = on.tomorrow().unwrap();
        }
        let mut counted = 0;
        loop {
            let runs = !self.is_paused(self.wall(on, 1440));
            counted += u32::from(runs);
            if runs && counted >= n {
                break;
            }
            on = on.tomorrow().unwrap();
        }
        while policy.if_closed == IfClosed::MovesOn && !self.is_working(on) {
            on = on.tomorrow().unwrap();
        }
        on
    }

    fn minutes(&self, start: Timestamp, n: u32, only_open: bool) -> Timestamp {
        let mut at = start;
        while only_open && !self.is_open(at) {
            at += SignedDuration::from_mins(1);
        }
        let mut counted = 0;
        while counted < n {
            if !self.is_paused(at) && (!only_open || self.is_open(at)) {
                counted += 1;
            }
            at += SignedDuration::from_mins(1);
        }
        at
    }
}

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
        ..Definition::office_hours(Nation::EnglandAndWales)
    })
}

/// Pauses as minutes after the start and lengths in minutes; they may touch and overlap.
fn any_pauses() -> impl Strategy<Value = Vec<(i64, i64)>> {
    prop::collection::vec((0..20_000_i64, 1..6_000_i64), 0..4)
}

fn any_policy() -> impl Strategy<Value = Policy> {
    let day_one = prop::sample::select(vec![DayOne::AfterReceipt, DayOne::Receipt, DayOne::Rolled]);
    (day_one, any::<bool>(), any::<bool>()).prop_map(|(day_one, late, moves)| Policy {
        day_one,
        late_receipt: if late { LateReceipt::NextWorkingDay } else { LateReceipt::SameDay },
        if_closed: if moves { IfClosed::MovesOn } else { IfClosed::Stays },
        ..Policy::default()
    })
}

fn compare(
    definition: Definition,
    policy: Policy,
    start: Timestamp,
    pauses: &[(i64, i64)],
    amount: u32,
) -> Result<(), TestCaseError> {
    let at = |minutes: i64| start + SignedDuration::from_mins(minutes);
    let spans: Vec<_> = pauses.iter().map(|(from, long)| (at(*from), at(from + long))).collect();
    let list: Vec<_> =
        spans.iter().map(|(starts, ends)| Pause { starts: *starts, ends: Some(*ends) }).collect();
    let pauses = Pauses::new(&list).unwrap();
    let calendar: Calendar = definition.clone().compile().unwrap();
    let zone = TimeZone::get(&definition.zone).unwrap();
    let slow = Slow { definition: &definition, zone, pauses: &spans };
    let fast = |unit: Unit, amount: u32| {
        let clock = Clock::new(Term::Limit(Limit { amount, unit }), policy).ok()?;
        Some(due(&clock, &calendar, start, &pauses, &[]))
    };
    let days = fast(Unit::WorkingDays, amount).unwrap();
    prop_assert_eq!(days.date(&calendar), Some(slow.working_days(&policy, start, amount)));
    if let Some(days) = fast(Unit::CalendarDays, amount) {
        prop_assert_eq!(days.date(&calendar), Some(slow.calendar_days(&policy, start, amount)));
    }
    let minutes = amount * 37;
    prop_assert_eq!(
        fast(Unit::Minutes, minutes).unwrap().instant(),
        Some(slow.minutes(start, minutes, false))
    );
    prop_assert_eq!(
        fast(Unit::WorkingMinutes, minutes).unwrap().instant(),
        Some(slow.minutes(start, minutes, true))
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn the_fast_way_counts_as_the_slow_one(
        definition in any_definition(),
        policy in any_policy(),
        offset in -40_i32..40,
        minute in 0_i64..1440,
        pauses in any_pauses(),
        amount in 0_u32..12,
        anywhere in any_date(),
    ) {
        let near = definition.closed.first().copied().unwrap_or(anywhere);
        let on = near.checked_add(offset.days()).unwrap().max(date(2004, 1, 1));
        let zone = TimeZone::get(&definition.zone).unwrap();
        let start = on.to_zoned(zone).unwrap().timestamp() + SignedDuration::from_mins(minute);
        compare(definition, policy, start, &pauses, amount)?;
    }
}

#[test]
fn every_change_of_clocks_from_2004_to_2034_is_counted_as_the_slow_way_does() {
    for name in ZONES {
        let zone = TimeZone::get(name).unwrap();
        let from = date(2004, 1, 1).to_zoned(zone.clone()).unwrap().timestamp();
        let until = date(2034, 12, 31).to_zoned(zone.clone()).unwrap().timestamp();
        let changes: Vec<Timestamp> =
            zone.following(from).map(|t| t.timestamp()).take_while(|t| *t < until).collect();
        assert!(changes.len() >= 60 || name == "Asia/Kathmandu", "{name}: {}", changes.len());
        for (index, change) in changes.iter().enumerate() {
            let hours = ["Mo-Su 00:00-24:00", "Mo-Su 01:15-01:45,02:15-05:00"][index % 2];
            let definition = Definition {
                zone: name.to_owned(),
                nation: None,
                hours: WeeklyHours::read(hours).unwrap(),
                closed: vec![],
                open: vec![],
                ..Definition::office_hours(Nation::EnglandAndWales)
            };
            for hours_before in [1, 5, 26] {
                let start = *change - SignedDuration::from_mins(hours_before * 60 + 7);
                let pause = [(30, 60), (300, 45)];
                compare(definition.clone(), Policy::default(), start, &pause, 8).unwrap();
            }
        }
    }
}
