//! What becomes known after a month was closed: two series, and the lines between them.

use app::figures::By;
use app::figures::PeriodLength;
use app::ledger::{AdjustmentRow, adjustments_seen, close_month};
use rules::cases::{CloseReason, ReopenReason};
use rules::clock::Outcome;
use rules::ledger::Month;
use testkit::{Person, Town};

fn september() -> Month {
    Month::read("2026-09").unwrap()
}

/// A letter answered in time in September, which is closed in October.
fn closed_september(town: &Town) -> String {
    let letter = town.letter();
    town.it_is("2026-09-16T10:00");
    town.responds(Person::Officer, &letter).unwrap();
    town.closes(Person::Officer, &letter, CloseReason::Done).unwrap();
    town.it_is("2026-10-08T10:00");
    town.settle_down();
    let kept = town.kept.clone();
    town.act(Person::PerformanceOfficer, move |cx| close_month(cx, &kept, september())).unwrap();
    town.settle_down();
    letter
}

fn standard(town: &Town, key: &str) -> i64 {
    let standards = town.kept.read(app::charters::standards).unwrap();
    standards.into_iter().find(|row| row.key == key).unwrap().id
}

fn of_letters(town: &Town, by: Vec<By>) -> app::figures::FigureRow {
    let mut ask = town.ask("2026-09", "2026-09");
    ask.by = by;
    ask.standard = Some(standard(town, "correspondence-answered"));
    town.figures(&ask).remove(0)
}

fn lines(town: &Town, person: Person) -> Vec<AdjustmentRow> {
    let standard = standard(town, "correspondence-answered");
    let (actor, months) = (town.person(person), (september(), september()));
    town.kept.read(|tx| adjustments_seen(tx, &actor, standard, months)).unwrap()
}

testkit::on_both_databases! {
    fn a_closed_month_keeps_its_first_figures_beside_those_now_known(town: &Town) {
        let letter = closed_september(town);
        for by in [vec![By::Period(PeriodLength::Month)], vec![By::Channel], Vec::new()] {
            let row = of_letters(town, by);
            assert_eq!(row.first_published, Some(row.counts));
            assert_eq!(row.share_before_adjustments(), None);
        }
        assert_eq!(lines(town, Person::Officer), []);

        // The answer was wrong: judged against its first day, it was never kept.
        town.reopens(Person::Manager, &letter, ReopenReason::WrongOrIncomplete).unwrap();
        town.settle_down();
        for by in [vec![By::Period(PeriodLength::Month)], vec![By::Channel], Vec::new()] {
            let row = of_letters(town, by);
            let first = row.first_published.unwrap();
            assert_eq!((first.kept, first.missed), (1, 0), "as first published");
            assert_eq!((row.counts.kept, row.counts.missed), (0, 1), "as now known");
            let share = row.share_before_adjustments().unwrap().share;
            assert_eq!((share, row.share.share), (Some(1.0), Some(0.0)));
        }
        town.is_sound();
    }

    fn adjustments_add_up_from_the_first_figures_to_those_now_known(town: &Town) {
        let letter = closed_september(town);
        town.reopens(Person::Manager, &letter, ReopenReason::WrongOrIncomplete).unwrap();
        town.settle_down();
        let row = of_letters(town, Vec::new());
        let mut counts = row.first_published.unwrap();
        let lines = lines(town, Person::Manager);
        assert!(lines.iter().all(|line| line.reference == letter && line.month == september()));
        lines.iter().for_each(|line| counts.add(line.outcome, line.delta));
        assert_eq!(counts, row.counts);
        assert!(lines.iter().any(|line| line.outcome == Outcome::Missed && line.delta == 1));
    }

    fn open_months_have_no_first_figures(town: &Town) {
        town.letter();
        town.settle_down();
        assert_eq!(of_letters(town, Vec::new()).first_published, None);
    }
}
