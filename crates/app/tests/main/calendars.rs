//! A calendar that changes while promises run: what has been concluded stays as it was judged.

use app::charters::Adopt;
use db::args;
use jiff::civil::{Date, date};
use rules::cases::{CloseReason, ReopenReason};
use rules::charter::CharterKind;
use testkit::{Person, Town};

const LETTERS: &str = "correspondence-answered";

/// The same charter, with the Monday after next closed from now on.
fn monday_is_closed(town: &Town) {
    let hours = "hours = \"Mo-Fr 09:00-17:00\"";
    let text = include_str!("../../../../charters/rossendale.toml")
        .replace(hours, &format!("{hours}\nclosed = [\"2026-09-21\"]"));
    let charter = rules::charter::read(&text).unwrap();
    let (from, approval) = (town.today(), "Cabinet".into());
    let adopt = Adopt { charter, text, from, until: None, approval, kind: CharterKind::Own };
    town.act(Person::Administrator, move |cx| app::charters::adopt(cx, &adopt)).unwrap();
    town.tick_on();
    town.settle_down();
}

fn due(town: &Town, reference: &str) -> Date {
    let sql = "SELECT p.due_on FROM promises p JOIN records r ON r.id = p.record_id
               JOIN standards s ON s.id = p.standard_id WHERE r.reference = $1 AND s.key = $2";
    town.rows(sql, args![reference, LETTERS], |row| row.get(0))[0]
}

/// The calendar versions that the lines of a letter's promise name, by their numbers.
fn named(town: &Town, reference: &str) -> Vec<i64> {
    let sql = "SELECT v.number FROM judgements j
               JOIN calendar_versions v ON v.id = j.calendar_version_id
               JOIN promises p ON p.id = j.promise_id JOIN records r ON r.id = p.record_id
               JOIN standards s ON s.id = p.standard_id
               WHERE r.reference = $1 AND s.key = $2 ORDER BY j.id";
    town.rows(sql, args![reference, LETTERS], |row| row.get(0))
}

testkit::on_both_databases! {
    fn a_holiday_proclaimed_late_moves_what_runs_and_not_what_was_concluded(town: &Town) {
        let (running, kept, wrong) = (town.letter(), town.letter(), town.letter());
        town.tick_on();
        for letter in [&kept, &wrong] {
            town.responds(Person::Officer, letter).unwrap();
            town.closes(Person::Officer, letter, CloseReason::Done).unwrap();
        }
        town.settle_down();
        monday_is_closed(town);
        assert_eq!(town.differences(), [], "what was judged was judged rightly");
        town.rebuilds();
        let (before, after) = (date(2026, 9, 28), date(2026, 9, 29));
        assert_eq!(due(town, &kept), before);
        // Touched, it stays; what runs moves.
        for letter in [&running, &kept] {
            town.on_record(Person::Officer, letter, |cx, reference, version| {
                app::cases::give_progress(cx, reference, version, "As before.")
            })
            .unwrap();
        }
        assert_eq!((due(town, &running), due(town, &kept)), (after, before));
        // Judged again, it is judged by the calendar now in force, and both are named.
        town.reopens(Person::Manager, &wrong, ReopenReason::WrongOrIncomplete).unwrap();
        assert_eq!(due(town, &wrong), after);
        assert_eq!(named(town, &wrong), [1, 1, 1, 2, 2]);
        town.settle_down();
        town.is_sound();
    }

    fn what_was_missed_by_the_calendar_of_its_time_is_not_kept_by_a_later_one(town: &Town) {
        let late = town.letter();
        town.it_is("2026-09-29T10:00");
        town.settle_down();
        town.responds(Person::Officer, &late).unwrap();
        town.settle_down();
        assert_eq!(town.outcome(&late, LETTERS), "missed");
        monday_is_closed(town);
        assert_eq!(town.differences(), []);
        town.closes(Person::Officer, &late, CloseReason::Done).unwrap();
        assert_eq!(town.outcome(&late, LETTERS), "missed");
        assert_eq!(due(town, &late), date(2026, 9, 28));
        town.settle_down();
        town.is_sound();
    }

    fn what_runs_is_not_missed_before_the_moment_to_which_it_has_moved(town: &Town) {
        let letter = town.letter();
        town.settle_down();
        monday_is_closed(town);
        town.it_is("2026-09-29T10:00");
        town.settle_down();
        assert_eq!(town.outcome(&letter, LETTERS), "running");
        assert_eq!(due(town, &letter), date(2026, 9, 29));
        town.it_is("2026-09-30T00:00:01");
        town.settle_down();
        assert_eq!(town.outcome(&letter, LETTERS), "missed");
        town.is_sound();
    }
}
