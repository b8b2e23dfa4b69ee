//! The life of a month: it runs, is provisional, and is closed standard by standard when its
//! figures are known. What becomes known later is an adjustment.

use app::Failure;
use app::contacts::LogContact;
use app::figures::{Ask, CountBy};
use app::ledger::{CloseRefusal, PeriodRow, Published, adjustments, first_published};
use db::args;
use jiff::Timestamp;
use rules::cases::{CloseReason, ReopenReason};
use rules::contacts::Channel;
use rules::ledger::{Month, PeriodState};
use std::collections::BTreeMap;
use testkit::{Person, Town};

const LETTERS: &str = "correspondence-answered";
const FIRST: &str = "settled-at-first-contact";

fn september() -> Month {
    Month::read("2026-09").unwrap()
}

fn standard(town: &Town, key: &str) -> i64 {
    town.rows("SELECT id FROM standards WHERE key = $1", args![key], |row| row.get(0))[0]
}

/// Somebody closes a month; gives the keys of the standards that were closed.
fn closes(town: &Town, person: Person, month: Month) -> Result<Vec<String>, Failure<CloseRefusal>> {
    let kept = town.kept.clone();
    let closed = town.act(person, move |cx| app::ledger::close_month(cx, &kept, month))?;
    let key = |id: &i64| {
        let sql = "SELECT key FROM standards WHERE id = $1";
        town.rows(sql, args![*id], |row| row.get(0)).remove(0)
    };
    Ok(closed.iter().map(key).collect())
}

fn refused(town: &Town) -> CloseRefusal {
    match closes(town, Person::PerformanceOfficer, september()) {
        Err(Failure::Refused(refusals)) => refusals[0].clone(),
        other => panic!("{other:?}"),
    }
}

fn periods(town: &Town, month: Month) -> Vec<PeriodRow> {
    let (kept, now, today) = (&town.kept, town.now(), town.today());
    kept.read(|tx| app::ledger::periods(tx, kept, month, now, today)).unwrap()
}

fn period(town: &Town, month: Month, key: &str) -> PeriodRow {
    let standard = standard(town, key);
    periods(town, month).into_iter().find(|row| row.standard == standard).unwrap()
}

fn published(town: &Town, key: &str) -> Vec<Published> {
    let standard = standard(town, key);
    town.kept.read(|tx| first_published(tx, standard, september())).unwrap()
}

/// What was posted for September after its closing: outcomes with one more or one less.
fn adjusted(town: &Town, key: &str) -> Vec<(String, i64, Timestamp)> {
    let standard = standard(town, key);
    let lines = town.kept.read(|tx| adjustments(tx, standard, september())).unwrap();
    let line = |a: app::ledger::Adjustment| (a.line.outcome, a.line.promises, a.posted_at);
    lines.into_iter().map(line).collect()
}

/// Kept, missed and running of a standard in a month.
fn figures(town: &Town, month: &str, key: &str, change: impl Fn(&mut Ask)) -> [i64; 3] {
    let mut ask = town.ask(month, month);
    change(&mut ask);
    let rows = town.figures(&ask).into_iter().filter(|row| row.key == key);
    rows.fold([0; 3], |[kept, missed, running], row| {
        [kept + row.counts.kept, missed + row.counts.missed, running + row.counts.running]
    })
}

testkit::on_both_databases! {
    fn a_month_runs_until_its_last_moment_and_is_then_provisional(town: &Town) {
        let letter = town.letter();
        town.settle_down();
        let state = |town: &Town| period(town, september(), LETTERS).state;
        assert_eq!(period(town, september(), LETTERS).running, 1);
        town.it_is("2026-09-30T23:59:59.999999");
        assert_eq!(state(town), PeriodState::Running);
        town.it_is("2026-10-01T00:00");
        assert_eq!(state(town), PeriodState::Provisional);
        town.settle_down();
        assert_eq!(period(town, september(), LETTERS).running, 0);
        let rows = town.figures(&town.ask("2026-09", "2026-10"));
        let states: BTreeMap<_, _> =
            rows.iter().map(|row| (row.period.clone(), row.state)).collect();
        assert_eq!(states["2026-09"], PeriodState::Provisional);
        assert_eq!(states["2026-10"], PeriodState::Running);
        assert_eq!(town.outcome(&letter, LETTERS), "missed");
    }

    fn figures_are_known_after_five_working_days_or_when_the_window_is_over(town: &Town) {
        for (month, most, first) in [
            ("2026-09", "2026-10-08T00:00", "2026-10-17T00:00"),
            // It ends on a Saturday; 14 days later is one too.
            ("2026-10", "2026-11-07T00:00", "2026-11-18T00:00"),
            // Christmas Day and the substitute for Boxing Day are no working days.
            ("2026-12", "2027-01-09T00:00", "2027-01-19T00:00"),
            // Good Friday 3 April and Easter Monday 6 April.
            ("2026-03", "2026-04-10T00:00", "2026-04-17T00:00"),
        ] {
            for row in periods(town, Month::read(month).unwrap()) {
                let is_first = row.standard == standard(town, FIRST);
                let known = town.moment(if is_first { first } else { most });
                assert_eq!(row.known_from, Some(known), "{month} {}", row.title);
            }
        }
    }

    fn a_month_is_closed_by_who_may_when_it_is_known_judged_and_sealed(town: &Town) {
        town.letter();
        town.settle_down();
        let known = Some(town.moment("2026-10-08T00:00"));
        for early in ["2026-09-20T10:00", "2026-10-01T09:00", "2026-10-07T23:59:59"] {
            town.it_is(early);
            town.settle_down();
            assert_eq!(refused(town), CloseRefusal::NotYet(known), "{early}");
        }
        town.it_is("2026-10-08T00:00");
        for person in [Person::Adviser, Person::Officer, Person::Manager, Person::Auditor] {
            let done = closes(town, person, september());
            assert!(matches!(done, Err(Failure::NotAllowed)), "{person:?} {done:?}");
        }
        let closed = closes(town, Person::PerformanceOfficer, september()).unwrap();
        assert!(closed.contains(&LETTERS.to_owned()) && !closed.contains(&FIRST.to_owned()));
        assert_eq!(closed.len(), periods(town, september()).len() - 1);
        // What is left waits for its window; nothing is closed twice.
        let window = Some(town.moment("2026-10-17T00:00"));
        assert_eq!(refused(town), CloseRefusal::NotYet(window));
        town.it_is("2026-10-17T00:00");
        town.settle_down();
        assert_eq!(closes(town, Person::ServicesManager, september()).unwrap(), [FIRST]);
        assert_eq!(refused(town), CloseRefusal::ClosedAlready);
        let names = town.rows(
            "SELECT DISTINCT s.name FROM closings c JOIN staff s ON s.id = c.closed_by
             ORDER BY s.name",
            args![],
            |row| row.get::<String>(0),
        );
        assert_eq!(names, ["Joan Okoro", "Piotr Nowak"]);
        town.is_sound();
    }

    fn a_month_is_not_closed_before_the_tick_has_judged_all_of_it(town: &Town) {
        let late = LogContact {
            received_at: Some(town.moment("2026-09-14T09:00")),
            ..town.with_case(Channel::Letter)
        };
        town.logged(late);
        // Due by the end of the last day of the month.
        town.it_is("2026-09-16T10:00");
        let last = town.letter();
        town.settle_down();
        let due = town.rows(
            "SELECT p.due_at FROM promises p JOIN records r ON r.id = p.record_id
             JOIN standards s ON s.id = p.standard_id WHERE r.reference = $1 AND s.key = $2",
            args![&last, LETTERS],
            |row| row.get::<Timestamp>(0),
        );
        assert_eq!(due, [town.moment("2026-10-01T00:00")]);
        town.it_is("2026-10-08T09:00");
        assert_eq!(refused(town), CloseRefusal::NotJudged);
        // A tick at the very end of the month has not judged what is due by then.
        town.it_is("2026-10-01T00:00");
        town.settle_down();
        assert_eq!(town.outcome(&last, LETTERS), "running");
        town.it_is("2026-10-08T09:00");
        assert_eq!(refused(town), CloseRefusal::NotJudged);
        while town.system(app::ledger::tick).unwrap().more {}
        assert_eq!(refused(town), CloseRefusal::NotSealed);
        town.settle_down();
        closes(town, Person::PerformanceOfficer, september()).unwrap();
        let letters: i64 = published(town, LETTERS).iter().map(|row| row.promises).sum();
        assert_eq!(letters, 2);
        assert_eq!(published(town, LETTERS)[0].outcome, "missed");
        town.is_sound();
    }

    fn what_is_known_later_changes_the_figures_but_not_those_first_published(town: &Town) {
        let (kept, missed) = (town.letter(), town.letter());
        town.logged(LogContact { is_test: true, ..town.with_case(Channel::Letter) });
        town.it_is("2026-09-16T10:00");
        town.responds(Person::Officer, &kept).unwrap();
        town.closes(Person::Officer, &kept, CloseReason::Done).unwrap();
        town.it_is("2026-10-08T09:00");
        town.settle_down();
        closes(town, Person::PerformanceOfficer, september()).unwrap();
        let closed_at = town.now();
        let first = published(town, LETTERS);
        let of = |row: &Published| (row.outcome.clone(), row.promises);
        let both: Vec<_> = first.iter().map(of).collect();
        assert_eq!(both, [("kept".to_owned(), 1), ("missed".to_owned(), 1)]);
        assert_eq!(adjusted(town, LETTERS), []);
        // The answer turns out to have been wrong: after its due moment it is missed.
        town.it_is("2026-10-09T11:00");
        town.reopens(Person::Manager, &kept, ReopenReason::WrongOrIncomplete).unwrap();
        let at = town.now();
        let one = |outcome: &str, sum, at| (outcome.to_owned(), sum, at);
        // Listed as soon as it is posted, sealed or not.
        let mut changes = vec![one("kept", -1, at), one("missed", 1, at)];
        assert_eq!(adjusted(town, LETTERS), changes);
        town.settle_down();
        assert_eq!(figures(town, "2026-09", LETTERS, |_| {}), [0, 2, 0]);
        // The other one was answered in time: a correction, by who may make it.
        town.it_is("2026-10-12T09:00");
        let sent = Some("2026-09-28T16:00");
        town.responds_at(Person::ServicesManager, &missed, sent).unwrap();
        let at = town.now();
        changes.extend([one("missed", -1, at), one("kept", 1, at)]);
        town.settle_down();
        assert_eq!(adjusted(town, LETTERS), changes);
        // As first published, as now known, and the first plus the difference.
        assert_eq!(published(town, LETTERS), first);
        assert_eq!(figures(town, "2026-09", LETTERS, |_| {}), [1, 1, 0]);
        let known = figures(town, "2026-09", LETTERS, |ask| ask.known_at = Some(closed_at));
        assert_eq!(known, [1, 1, 0]);
        town.is_sound();
        // It is closed for good, and its state says so.
        let rows = town.figures(&town.ask("2026-09", "2026-09"));
        let row = rows.iter().find(|row| row.key == LETTERS).unwrap();
        assert_eq!(row.state, PeriodState::Closed);
        assert_eq!(period(town, september(), LETTERS).state, PeriodState::Closed);
        let provisional = period(town, september(), FIRST).state;
        assert_eq!(provisional, PeriodState::Provisional);
    }

    fn the_first_figures_and_the_adjustments_give_those_now_known_for_every_standard(town: &Town) {
        let mut journey = crate::journeys::Journey::new(town, 5);
        let mut closed = false;
        for _ in 0..170 {
            journey.goes_on();
            town.settle_down();
            closed |= closes(town, Person::PerformanceOfficer, september()).is_ok();
        }
        assert!(closed, "{}", town.now());
        let recounted = town.recount(&town.ask("2026-09", "2026-09"));
        let mut changed = 0;
        for row in periods(town, september()) {
            if row.state != PeriodState::Closed {
                continue;
            }
            let key = "SELECT key FROM standards WHERE id = $1";
            let key: String = town.rows(key, args![row.standard], |row| row.get(0)).remove(0);
            let mut sums: BTreeMap<String, i64> = BTreeMap::new();
            let lines = town.kept.read(|tx| adjustments(tx, row.standard, september())).unwrap();
            changed += lines.len();
            for line in published(town, &key).into_iter().chain(lines.into_iter().map(|a| a.line)) {
                let Published { method, service, channel, outcome, promises } = line;
                let group = format!("{key} {method} 2026-09 {channel} {service} {outcome}");
                *sums.entry(group).or_default() += promises;
            }
            sums.retain(|_, sum| *sum != 0);
            let of = |group: &String| group.starts_with(&format!("{key} "));
            let known: BTreeMap<_, _> =
                recounted.clone().into_iter().filter(|(group, _)| of(group)).collect();
            assert_eq!(sums, known, "{key}");
        }
        assert!(changed > 5, "{changed} adjustments");
        town.is_sound();
    }

    fn a_promise_counts_in_the_months_in_which_it_came_was_due_and_was_done(town: &Town) {
        town.it_is("2026-09-28T10:00");
        let letter = town.letter();
        town.it_is("2026-11-03T10:00");
        town.settle_down();
        town.responds(Person::Officer, &letter).unwrap();
        town.settle_down();
        for (by, in_month) in [
            (CountBy::Received, "2026-09"),
            (CountBy::Due, "2026-10"),
            (CountBy::Concluded, "2026-11"),
        ] {
            for month in ["2026-08", "2026-09", "2026-10", "2026-11", "2026-12"] {
                let missed = i64::from(month == in_month);
                let counted = figures(town, month, LETTERS, |ask| ask.count_by = by);
                assert_eq!(counted, [0, missed, 0], "{by:?} {month}");
            }
        }
        // A share of yes and no has no due date: it counts by the day of the first contact.
        assert_eq!(figures(town, "2026-09", FIRST, |_| {})[0], 1);
    }

    fn a_share_is_closed_only_when_nobody_can_come_back_within_its_window_any_more(town: &Town) {
        let customer = LogContact { who: town.stranger("Mair Evans"), ..town.contact(Channel::Email) };
        let mair = town.logs(Person::Adviser, customer).unwrap().customer.unwrap();
        let who = app::contacts::Who::Known(mair);
        town.it_is("2026-09-30T10:00");
        let first = town.logged(LogContact { who: who.clone(), ..town.call(Some(10), None) });
        // The last moment of the window; nobody answers whether it is the same matter.
        town.it_is("2026-10-14T16:00");
        town.logged(LogContact { who, ..town.call(Some(10), None) });
        town.settle_down();
        assert_eq!(town.outcome(&first, FIRST), "kept");
        town.it_is("2026-10-17T00:00");
        town.settle_down();
        assert!(closes(town, Person::PerformanceOfficer, september()).unwrap().contains(&FIRST.into()));
        let missed: Vec<_> =
            published(town, FIRST).into_iter().filter(|row| row.outcome == "missed").collect();
        assert_eq!(missed.len(), 1);
        assert_eq!((missed[0].channel.as_str(), missed[0].promises), ("telephone", 1));
        town.later(jiff::SignedDuration::from_hours(24 * 60));
        town.settle_down();
        assert_eq!(adjusted(town, FIRST), []);
    }
}
