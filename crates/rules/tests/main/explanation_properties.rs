//! What must hold of every explanation: its numbers are those that were counted, its dates lead
//! to the due date, and it names nothing that changed nothing.

use crate::clock_strategies::*;
use jiff::Timestamp;
use jiff::civil::Date;
use proptest::prelude::*;
use rules::calendar::Calendar;
use rules::clock::*;

/// One due moment with everything that led to it.
struct Found<'a> {
    clock: &'a Clock,
    calendar: &'a Calendar,
    start: Timestamp,
    pauses: Pauses,
    extensions: Vec<Extension>,
}

impl Found<'_> {
    fn due(&self) -> Due {
        due(self.clock, self.calendar, self.start, &self.pauses, &self.extensions)
    }

    fn reasons(&self) -> Vec<Reason> {
        explain(self.clock, self.calendar, self.start, &self.pauses, &self.extensions)
    }

    /// The extensions that were granted before the moment then due.
    fn counting(&self) -> Vec<Limit> {
        let mut counting: Vec<Extension> = Vec::new();
        for extension in &self.extensions {
            let before = due(self.clock, self.calendar, self.start, &self.pauses, &counting);
            if before.instant().is_none_or(|due| extension.granted < due) {
                counting.push(*extension);
            }
        }
        counting.iter().map(|extension| extension.by).collect()
    }
}

/// The number that an explanation counts to, in days or months, and the date that it reaches.
fn counted(reasons: &[Reason]) -> Option<(u32, Date)> {
    reasons.iter().find_map(|reason| match reason {
        Reason::LastDay { number, date, .. } => Some((*number, *date)),
        Reason::MonthsEnd { months, date, .. } => Some((*months, *date)),
        _ => None,
    })
}

/// A limit in the days or months that an explanation of another one counts in.
fn in_days(limit: Limit) -> u32 {
    limit.amount * if limit.unit == Unit::Weeks { 7 } else { 1 }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]

    #[test]
    fn the_days_that_it_counts_are_the_limit_with_its_extension(
        clock in any_clock(), start in any_start(), spans in any_pauses(),
        more in any_extensions(), which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let (pauses, extensions) = (paused(start, &spans), extended(&clock, start, &more));
            let found = Found { clock: &clock, calendar, start, pauses, extensions };
            let Term::Limit(limit) = clock.term() else { unreachable!("a limit") };
            let reasons = found.reasons();
            prop_assert_eq!(&reasons[0], &Reason::Received(start));
            let extensions: Vec<Limit> = reasons
                .iter()
                .filter_map(|reason| match reason {
                    Reason::Extended(by) => Some(*by),
                    _ => None,
                })
                .collect();
            let (mut named, mut counting) = (extensions, found.counting());
            let key = |limit: &Limit| limit.to_string();
            named.sort_by_key(key);
            counting.sort_by_key(key);
            prop_assert_eq!(&named, &counting, "the extensions that count, and no other");
            if limit.unit.counts_days() {
                let own = counting.iter().filter(|by| limit.unit.adds_to(by.unit));
                let expected = in_days(limit) + own.map(|by| in_days(*by)).sum::<u32>();
                let (number, date) = counted(&reasons).unwrap();
                prop_assert_eq!(number, expected);
                // From the last day on, each step says where it leads.
                let last = reasons.iter().fold(date, |so_far, reason| match reason {
                    Reason::ExtendedTo(to) | Reason::MovedOn { to, .. } => *to,
                    _ => so_far,
                });
                prop_assert_eq!(Some(last), found.due().date(calendar));
            } else {
                let ends = reasons.iter().find_map(|reason| match reason {
                    Reason::EndsAt { at, .. } => Some(*at),
                    _ => None,
                });
                prop_assert_eq!(ends, found.due().instant());
            }
            Ok(())
        })?;
    }

    #[test]
    fn its_last_day_is_as_many_days_on_as_it_says(
        amount in 1_u32..40, policy in any_policy(), start in any_start(), spans in any_pauses(),
        which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let policy = Policy { due_at: DueAt::EndOfDay, ..policy };
            for (unit, measure) in [
                (Unit::WorkingDays, Measure::WorkingDays),
                (Unit::CalendarDays, Measure::CalendarDays),
                (Unit::Weeks, Measure::CalendarDays),
            ] {
                let limit = Limit { amount, unit };
                let Ok(clock) = Clock::new(Term::Limit(limit), policy) else { continue };
                let pauses = paused(start, &spans);
                let reasons = explain(&clock, calendar, start, &pauses, &[]);
                let (number, last) = counted(&reasons).unwrap();
                let until = calendar.zone().start_of(day(last)).max(start);
                let measured = between(measure, &policy, calendar, start, until, &pauses);
                prop_assert_eq!(measured, Some(i64::from(number)));
                // Of the days from day 1 to the last day, the paused ones are named.
                let named = reasons.iter().find_map(|reason| match reason {
                    Reason::PausedDays { days, .. } => Some(i64::from(*days)),
                    _ => None,
                });
                let none = Pauses::default();
                let all = between(measure, &policy, calendar, start, until, &none).unwrap();
                prop_assert_eq!(named.unwrap_or(0), all - i64::from(number));
            }
            Ok(())
        })?;
    }

    #[test]
    fn it_names_only_closed_days_and_pauses_on_the_way(
        clock in any_clock(), start in any_start(), spans in any_pauses(), which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let pauses = paused(start, &spans);
            let found = Found { clock: &clock, calendar, start, pauses, extensions: vec![] };
            let (due, from) = (found.due(), calendar.zone().date_of(start));
            let last = due.date(calendar).unwrap();
            for reason in found.reasons() {
                match reason {
                    Reason::BankHolidays(days) => for (date, name) in days {
                        prop_assert!(from <= date && date <= last);
                        let holiday = calendar.definition().bank_holiday(date);
                        prop_assert_eq!(holiday, Some(name.as_str()));
                        prop_assert!(!calendar.is_working(day(date)));
                    },
                    Reason::ClosedDays(days) => for (date, _) in days {
                        prop_assert!(from <= date && date <= last);
                        prop_assert!(!calendar.is_working(day(date)));
                    },
                    Reason::ExtraDays(days) => for date in days {
                        prop_assert!(from <= date && date <= last);
                        prop_assert!(calendar.is_working(day(date)));
                    },
                    Reason::PausedDays { pauses, .. } | Reason::PausedTime { pauses, .. } => {
                        let stays = Policy { if_closed: IfClosed::Stays, ..*clock.policy() };
                        let stays = Clock::new(clock.term(), stays).unwrap();
                        let unrolled = |p: &Pauses| rules::clock::due(&stays, calendar, start, p, &[]);
                        let is_moved = unrolled(&found.pauses) != unrolled(&Pauses::default());
                        prop_assert!(is_moved, "pauses that changed nothing are named");
                        prop_assert!(pauses.iter().all(|pause| Some(pause.from) < due.instant()));
                    }
                    _ => {}
                }
            }
            Ok(())
        })?;
    }
}
