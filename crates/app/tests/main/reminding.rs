//! Reminders of what falls due: in opening hours, once, and without a flood after a stop.

use app::reminders::unseen;
use testkit::{Person, Town};

/// What somebody is reminded of now: references and titles.
fn reminded(town: &Town, person: Person) -> Vec<String> {
    let actor = town.person(person);
    let found = town.kept.read(|tx| unseen(tx, &actor)).unwrap();
    found.into_iter().map(|reminder| reminder.reference).collect()
}

fn reminders_made(town: &Town) -> i64 {
    town.number("SELECT count(*) FROM reminders")
}

/// The system's round, at a moment.
fn round_at(town: &Town, moment: &str) {
    town.it_is(moment);
    town.settle_down();
}

testkit::on_both_databases! {
    fn p28_nobody_is_reminded_at_night_or_at_the_weekend(town: &Town) {
        // Monday 14 September: due by the end of Monday the 28th, reminded on Friday the 25th.
        let letter = town.letter();
        town.settle_down();
        for quiet in ["2026-09-24T16:00", "2026-09-25T00:00", "2026-09-25T08:59"] {
            round_at(town, quiet);
            assert_eq!(reminded(town, Person::Officer), Vec::<String>::new(), "{quiet}");
        }
        round_at(town, "2026-09-25T09:00");
        assert_eq!(reminded(town, Person::Officer), std::slice::from_ref(&letter));
        assert_eq!(reminded(town, Person::Planner), Vec::<String>::new(), "it is not theirs");
        round_at(town, "2026-09-25T09:01");
        assert_eq!(reminders_made(town), 1, "one reminder for one due moment");
        // What was answered is no longer brought to mind.
        town.responds(Person::Officer, &letter).unwrap();
        assert_eq!(reminded(town, Person::Officer), Vec::<String>::new());
    }

    fn what_was_seen_is_not_shown_again_and_what_came_since_is(town: &Town) {
        town.letter();
        round_at(town, "2026-09-15T10:00");
        let later = town.letter();
        round_at(town, "2026-09-25T09:00");
        let read_at = town.now();
        round_at(town, "2026-09-28T09:00");
        assert_eq!(reminded(town, Person::Officer).len(), 2);
        town.act(Person::Officer, move |cx| app::reminders::seen(cx, read_at)).unwrap();
        assert_eq!(reminded(town, Person::Officer), [later]);
    }

    fn t31_after_a_week_down_nothing_is_wrong_and_nobody_is_flooded(town: &Town) {
        // One for every working day of the week, and one that is due long after it.
        let mut letters = Vec::new();
        for day in ["2026-09-07", "2026-09-08", "2026-09-09", "2026-09-10", "2026-09-11"] {
            town.it_is(&format!("{day}T10:00"));
            letters.push(town.letter());
        }
        town.it_is("2026-09-18T10:00");
        let kept = town.letter();
        town.settle_down();
        town.responds(Person::Officer, &kept).unwrap();
        let before = reminders_made(town);
        // Down from Friday the 18th to Sunday the 27th; nothing is judged meanwhile, and nothing
        // is said that is not known.
        assert!(letters.iter().all(|l| town.outcome(l, "correspondence-answered") == "running"));
        round_at(town, "2026-09-27T12:00");
        let outcome = |letter: &String| town.outcome(letter, "correspondence-answered");
        assert_eq!(letters.iter().map(outcome).collect::<Vec<_>>(), ["missed"; 5]);
        assert_eq!(outcome(&kept), "kept");
        assert_eq!(reminders_made(town), before, "a Sunday is no day to remind anybody");
        let open = town.letter();
        round_at(town, "2026-09-28T09:00");
        assert_eq!(reminders_made(town), before, "what was missed is on the list of what is late");
        // The same records judged every day say the same.
        assert_eq!(town.differences(), []);
        town.is_sound();
        round_at(town, "2026-10-09T09:00");
        assert!(reminded(town, Person::Officer).contains(&open));
    }

    fn a_new_due_moment_is_brought_to_mind_anew(town: &Town) {
        let letter = town.letter();
        round_at(town, "2026-09-25T09:00");
        let read_at = town.now();
        town.act(Person::Officer, move |cx| app::reminders::seen(cx, read_at)).unwrap();
        assert_eq!(reminded(town, Person::Officer), Vec::<String>::new());
        town.on_record(Person::Officer, &letter, |cx, reference, version| {
            let on = Some(jiff::civil::date(2026, 10, 14));
            app::cases::set_next_step(cx, reference, version, "Ask the depot", on, false)
        })
        .unwrap();
        round_at(town, "2026-10-13T09:00");
        assert_eq!(reminded(town, Person::Officer), [letter]);
    }
}
