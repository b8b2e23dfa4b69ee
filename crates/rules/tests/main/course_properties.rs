//! What must hold of whole courses: pauses, questions that start a clock afresh or let it start
//! only then, extensions with cap, authority and notice, in whatever order they were recorded.

use crate::clock_strategies::*;
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use rules::calendar::Calendar;
use rules::clock::*;

/// What happens, as seconds after the receipt.
#[derive(Clone, Debug)]
struct Story {
    pauses: Vec<(i64, i64)>,
    /// Whether it starts afresh, when it was asked for, and how long it took to arrive.
    waits: Vec<(bool, i64, Option<i64>)>,
    /// How much was granted, when, and how long after that the customer was told.
    grants: Vec<(Limit, i64, Option<i64>)>,
    authorised: Vec<i64>,
}

fn any_story() -> impl Strategy<Value = Story> {
    let arrives = prop::option::weighted(0.8, 0..600_000_i64);
    let waits = prop::collection::vec((any::<bool>(), 0..900_000_i64, arrives), 0..3);
    let days = [Unit::WorkingDays, Unit::CalendarDays, Unit::Weeks, Unit::Months, Unit::Hours];
    let limit = (prop::sample::select(days.to_vec()), 0_u32..12)
        .prop_map(|(unit, amount)| Limit { amount, unit });
    let told = prop::option::weighted(0.7, 0..200_000_i64);
    let grants = prop::collection::vec((limit, 0..900_000_i64, told), 0..4);
    let authorised = prop::collection::vec(0..900_000_i64, 0..3);
    (any_pauses(), waits, grants, authorised)
        .prop_map(|(pauses, waits, grants, authorised)| Story { pauses, waits, grants, authorised })
}

fn any_rule() -> impl Strategy<Value = Option<ExtensionRule>> {
    let cap = prop_oneof![
        Just(Cap::Any),
        (1_u32..20).prop_map(|amount| Cap::UpTo(Limit { amount, unit: Unit::WorkingDays })),
        (1_u32..4).prop_map(|amount| Cap::UpTo(Limit { amount, unit: Unit::Months })),
    ];
    let rule =
        (cap, any::<bool>()).prop_map(|(cap, needs_notice)| ExtensionRule { cap, needs_notice });
    prop::option::weighted(0.8, rule)
}

impl Story {
    fn happened(&self, start: Timestamp) -> Happened {
        let at = |second: i64| start + SignedDuration::from_secs(second);
        Happened {
            pauses: self.pauses.iter().map(|span| stretch(start, *span)).collect(),
            waits: self
                .waits
                .iter()
                .map(|(afresh, asked, took)| Wait {
                    kind: if *afresh { WaitKind::StartsAfresh } else { WaitKind::OnlyStarts },
                    asked: at(*asked),
                    arrived: took.map(|took| at(asked + took)),
                })
                .collect(),
            grants: self
                .grants
                .iter()
                .map(|(by, granted, told)| Grant {
                    by: *by,
                    granted: at(*granted),
                    told: told.map(|told| at(granted + told)),
                })
                .collect(),
            authorised: self.authorised.iter().map(|second| at(*second)).collect(),
        }
    }
}

fn run(
    clock: &Clock,
    calendar: &Calendar,
    start: Timestamp,
    happened: &Happened,
    rule: Option<ExtensionRule>,
) -> Course {
    Course::run(*clock, calendar, start, happened, rule).unwrap()
}

/// The end of a due moment; one that is not there comes after all.
fn reach(course: &Course, calendar: &Calendar) -> Timestamp {
    course.due(calendar).instant().unwrap_or(Timestamp::MAX)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_recording_changes_nothing(
        clock in any_clock(), start in any_start(), story in any_story(), rule in any_rule(),
        turns in 0_usize..4, which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let happened = story.happened(start);
            let mut again = happened.clone();
            again.pauses.reverse();
            again.waits.reverse();
            let turns = turns.min(again.grants.len());
            again.grants.rotate_left(turns);
            again.authorised.reverse();
            let found = [&happened, &again].map(|h| run(&clock, calendar, start, h, rule));
            prop_assert_eq!(found[0].due(calendar), found[1].due(calendar));
            prop_assert_eq!(found[0].start(), found[1].start());
            Ok(())
        })?;
    }

    #[test]
    fn more_pause_never_moves_a_course_earlier(
        clock in any_clock(), start in any_start(), story in any_story(), rule in any_rule(),
        extra in (0..1_500_000_i64, 1..600_000_i64), which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let less = run(&clock, calendar, start, &story.happened(start), rule);
            let mut story = story;
            story.pauses.push(extra);
            let more = run(&clock, calendar, start, &story.happened(start), rule);
            prop_assert!(reach(&less, calendar) <= reach(&more, calendar), "{less:?} {more:?}");
            Ok(())
        })?;
    }

    #[test]
    fn a_later_arrival_is_never_due_earlier(
        clock in any_clock(), start in any_start(), asked in 0..900_000_i64,
        took in (0..600_000_i64, 0..600_000_i64), pauses in any_pauses(), which in CALENDARS,
    ) {
        let policy = Policy { due_at: DueAt::EndOfDay, ..*clock.policy() };
        let clock = Clock::new(clock.term(), policy).unwrap();
        let Term::Limit(limit) = clock.term() else { unreachable!("a limit") };
        // As with receipts: a month that is too short takes days that a pause gave.
        prop_assume!(limit.unit != Unit::Months || pauses.is_empty());
        with_calendar(which, |calendar| {
            // Pauses that come after both: one that is over by the later arrival is none of its.
            let after = asked + took.0.max(took.1);
            let pauses: Vec<_> = pauses.iter().map(|(from, long)| (from + after, *long)).collect();
            let arrives = |took: i64| Story {
                pauses: pauses.clone(),
                waits: vec![(true, asked, Some(took))],
                grants: vec![],
                authorised: vec![],
            };
            let (sooner, later) = (took.0.min(took.1), took.0.max(took.1));
            let [sooner, later] = [sooner, later]
                .map(|took| run(&clock, calendar, start, &arrives(took).happened(start), None));
            prop_assert!(reach(&sooner, calendar) <= reach(&later, calendar));
            Ok(())
        })?;
    }

    #[test]
    fn what_is_asked_in_time_takes_the_due_moment_away_until_it_arrives(
        clock in any_clock(), start in any_start(), asked in 0..900_000_i64,
        took in prop::option::of(0..600_000_i64), kind: bool, which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let story = Story {
                pauses: vec![], waits: vec![(kind, asked, took)], grants: vec![], authorised: vec![],
            };
            let none = Pauses::default();
            let at = |second: i64| start + SignedDuration::from_secs(second);
            let plain = due(&clock, calendar, start, &none, &[]);
            let expected = match took {
                _ if plain.instant().unwrap() <= at(asked) => plain,
                Some(took) => due(&clock, calendar, at(asked + took), &none, &[]),
                None => Due::Not(NotDue::Paused),
            };
            let course = run(&clock, calendar, start, &story.happened(start), None);
            prop_assert_eq!(course.due(calendar), expected);
            Ok(())
        })?;
    }

    #[test]
    fn extensions_reach_as_far_as_they_may_and_no_further(
        clock in any_clock(), start in any_start(), story in any_story(), rule in any_rule(),
        which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let story = Story { pauses: vec![], waits: vec![], authorised: vec![], ..story };
            let course = run(&clock, calendar, start, &story.happened(start), rule);
            let plain = due(&clock, calendar, start, &Pauses::default(), &[]);
            prop_assert_eq!(course.due_without_extension(calendar), plain);
            prop_assert!(Some(reach(&course, calendar)) >= plain.instant());
            match rule {
                None => prop_assert_eq!(course.due(calendar), plain, "nothing may be granted"),
                Some(ExtensionRule { cap: Cap::UpTo(cap), .. }) if clock.takes(cap).is_ok() => {
                    let capped = [Extension { by: cap, granted: start }];
                    let furthest = due(&clock, calendar, start, &Pauses::default(), &capped);
                    let is_within = Some(reach(&course, calendar)) <= furthest.instant();
                    // A limit of nothing is due at once, before anything can be granted.
                    prop_assert!(is_within || plain.instant() <= Some(start), "{course:?}");
                }
                Some(_) => {}
            }
            Ok(())
        })?;
    }

    #[test]
    fn an_untold_extension_counts_only_where_nobody_has_to_be_told(
        clock in any_clock(), start in any_start(), story in any_story(), which in CALENDARS,
    ) {
        with_calendar(which, |calendar| {
            let mut untold = story.happened(start);
            untold.grants.iter_mut().for_each(|grant| grant.told = None);
            let rule = Some(ExtensionRule { cap: Cap::Any, needs_notice: true });
            let course = run(&clock, calendar, start, &untold, rule);
            prop_assert_eq!(course.due(calendar), course.due_without_extension(calendar));
            prop_assert!(course.extensions().is_empty());
            Ok(())
        })?;
    }
}
