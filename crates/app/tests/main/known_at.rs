//! Figures as known at any earlier moment are those that were shown then.

use crate::journeys::Journey;
use app::figures::{Ask, CountBy, FigureRow};
use jiff::{SignedDuration, Timestamp};
use testkit::{Person, Town};

const COUNTS: [CountBy; 3] = [CountBy::Due, CountBy::Received, CountBy::Concluded];

/// The figures, each with everything that a reader sees of it.
fn shown(town: &Town, count_by: CountBy, known_at: Option<Timestamp>) -> Vec<String> {
    let ask = Ask { count_by, known_at, ..town.ask("2026-08", "2027-02") };
    let row = |row: FigureRow| {
        let service = row.service.map(|(_, name)| name);
        format!(
            "{} {} {} {:?} {service:?} {:?} {:?} {:?}",
            row.key, row.method, row.period, row.channel, row.counts, row.state, row.met
        )
    };
    town.figures(&ask).into_iter().map(row).collect()
}

fn lives_through(town: &Town, seed: u64, steps: usize) {
    let mut journey = Journey::new(town, seed);
    let mut before: Vec<(Timestamp, [Vec<String>; 3])> = Vec::new();
    for _ in 0..steps {
        journey.goes_on();
        town.settle_down();
        before.push((town.now(), COUNTS.map(|by| shown(town, by, None))));
        town.tick_on();
    }
    town.is_sound();
    let half_a_second = SignedDuration::from_millis(500);
    for (step, (at, then)) in before.iter().enumerate() {
        for (by, then) in COUNTS.into_iter().zip(then) {
            let at_step = format!("step {step} of seed {seed}, by {by:?}");
            assert_eq!(&shown(town, by, Some(*at)), then, "{at_step}");
            if step % 8 == 0 {
                assert_eq!(&shown(town, by, Some(*at + half_a_second)), then, "{at_step}, later");
            }
        }
    }
    // It went through everything that this is about.
    for what in ["logged", "responded", "closed", "reopened", "month closed", "imported"] {
        assert!(journey.done.contains_key(what), "{what}: {:?}", journey.done);
    }
    assert!(before.last().unwrap().1[0].len() > 20);
}

testkit::on_both_databases! {
    fn figures_as_known_at_any_earlier_moment_are_those_that_were_shown_then(town: &Town) {
        lives_through(town, 20, 110);
    }

    fn before_anything_was_sealed_nothing_was_known(town: &Town) {
        let before = town.now();
        town.tick_on();
        town.letter();
        town.settle_down();
        for by in COUNTS {
            assert_eq!(shown(town, by, Some(before)), Vec::<String>::new());
            assert_eq!(shown(town, by, Some(town.now())), shown(town, by, None));
        }
    }

    fn what_was_written_while_a_round_was_under_way_was_not_known_when_it_began(town: &Town) {
        town.letter();
        town.settle_down();
        let shown_before = shown(town, CountBy::Due, None);
        // The round began now; two seconds later, before it seals, a call comes.
        let began = town.now();
        town.later(SignedDuration::from_secs(2));
        town.logged(town.call(Some(10), None));
        let system = town.kept.system("tick").unwrap();
        town.kept.act(&system, began, app::ledger::seal).unwrap();
        let one_second_in = began + SignedDuration::from_secs(1);
        assert_eq!(shown(town, CountBy::Due, Some(one_second_in)), shown_before);
        let known = shown(town, CountBy::Due, Some(town.now()));
        assert_eq!(known, shown(town, CountBy::Due, None));
        assert_ne!(known, shown_before);
        town.is_sound();
    }

    fn a_clock_that_goes_back_makes_nothing_known_before_it_was(town: &Town) {
        town.letter();
        town.settle_down();
        let first = town.now();
        let then = shown(town, CountBy::Due, None);
        town.tick_on();
        let system = town.kept.system("tick").unwrap();
        let earlier = first - SignedDuration::from_mins(10);
        town.logged(town.call(Some(10), None));
        town.kept.act(&system, earlier, app::ledger::seal).unwrap();
        assert_eq!(shown(town, CountBy::Due, Some(first)), then);
        assert_eq!(shown(town, CountBy::Due, Some(earlier)), Vec::<String>::new());
    }

    fn a_figure_that_was_corrected_can_be_asked_for_as_it_was_and_as_it_is(town: &Town) {
        let letter = town.letter();
        town.it_is("2026-09-29T09:00");
        town.settle_down();
        let missed = town.now();
        town.tick_on();
        let sent = Some("2026-09-28T16:00");
        town.responds_at(Person::ServicesManager, &letter, sent).unwrap();
        town.settle_down();
        let share = |known_at| {
            let ask = Ask { known_at, by: Vec::new(), ..town.ask("2026-09", "2026-09") };
            let rows = town.figures(&ask);
            let row = rows.iter().find(|row| row.key == "correspondence-answered").unwrap();
            (row.counts.kept, row.counts.missed)
        };
        assert_eq!((share(Some(missed)), share(None)), ((0, 1), (1, 0)));
    }
}
