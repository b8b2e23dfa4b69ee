//! What is changed, taken away, put in or swapped is found; erasing is not tampering.

use super::*;
use db::args;

/// The columns of a row of facts that are sealed, with another value for each; dates and bytes
/// are written by the engine.
const FACTS: [(&str, &str); 19] = [
    ("id", "id + 100000"),
    ("record_id", "(SELECT max(id) FROM records)"),
    ("kind", "'noted'"),
    ("happened_at", "later"),
    ("recorded_at", "later"),
    ("recorded_by", "(SELECT min(id) FROM staff)"),
    ("evidence", "'imported'"),
    ("replaces_id", "(SELECT min(id) FROM facts)"),
    ("given_on", "'2030-01-01'"),
    ("given_at", "recorded_at"),
    ("reason", "'something'"),
    ("extended_by", "'2 weeks'"),
    ("condition_key", "'something'"),
    ("condition_holds", "TRUE"),
    ("standard_key", "'something'"),
    ("service_id", "(SELECT max(id) FROM units WHERE kind = 'service')"),
    ("team_id", "(SELECT max(id) FROM units WHERE kind = 'team')"),
    ("owner_id", "(SELECT min(id) FROM staff)"),
    ("digest", "bytes"),
];

const JUDGEMENTS: [(&str, &str); 17] = [
    ("id", "id + 100000"),
    ("promise_id", "(SELECT max(id) FROM promises)"),
    ("standard_id", "(SELECT max(id) FROM standards)"),
    ("method", "'survey'"),
    ("outcome", "'measured'"),
    ("delta", "-delta"),
    ("received_month", "202601"),
    ("due_month", "202601"),
    ("concluded_month", "202601"),
    ("service_id", "(SELECT max(id) FROM units)"),
    ("channel", "'fax'"),
    ("is_test", "NOT is_test"),
    ("posted_at", "later"),
    ("why", "'something'"),
    ("standard_version_id", "(SELECT max(id) FROM standard_versions)"),
    ("calendar_version_id", "(SELECT min(id) FROM calendar_versions)"),
    ("rule_edition", "rule_edition + 1"),
];

const SEALS: [(&str, &str); 11] = [
    ("id", "id + 100000"),
    ("previous_hash", "bytes"),
    ("hash", "bytes"),
    ("sealed_at", "later"),
    ("last_fact_id", "last_fact_id + 1"),
    ("last_judgement_id", "last_judgement_id + 1"),
    ("absent_facts", "'90000'"),
    ("absent_judgements", "'90000'"),
    ("late_facts", "'90000'"),
    ("late_judgements", "'90000'"),
    ("sealed_rows", "sealed_rows + 1"),
];

fn value(town: &Town, column: &str, value: &str) -> String {
    match value {
        "later" => one_later(town, column),
        "bytes" => bytes(town).to_owned(),
        other => other.to_owned(),
    }
}

/// The statements that change one column of a row behind Kept's back.
fn changes(town: &Town, table: &str, (column, to): (&str, &str), which: &str) -> Vec<String> {
    let to = value(town, column, to);
    vec![format!("UPDATE {table} SET {column} = {to} WHERE id = {which}")]
}

/// Which seal is named.
fn seal_of(broken: &Broken) -> Option<i64> {
    match broken {
        Broken::Link { seal } | Broken::Rows { seal, .. } => Some(*seal),
        Broken::Content { .. } | Broken::Head => None,
    }
}

/// The columns that a table has, by name.
fn columns(town: &Town, table: &str) -> Vec<String> {
    let schema = town.kept.read(db::schema::describe).unwrap();
    let mut columns: Vec<_> =
        schema.tables[table].columns.iter().map(|column| column.name.clone()).collect();
    columns.sort();
    columns
}

fn named(columns: &[(&str, &str)]) -> Vec<String> {
    let mut columns: Vec<_> = columns.iter().map(|(column, _)| (*column).to_owned()).collect();
    columns.sort();
    columns
}

testkit::on_both_databases! {
    fn each_sealed_column_of_a_row_that_is_changed_is_found_and_its_seal_named(town: &Town) {
        // There is another calendar version that a line could name.
        town.tampers(
            "INSERT INTO calendar_versions
                 (calendar_id, number, definition, hash, in_force_at, made_by)
             SELECT calendar_id, number + 1, definition, hash, in_force_at, made_by
             FROM calendar_versions",
        );
        three_seals(town);
        town.forgets_its_guards();
        // The last rows of the second seal: no promise and no line hangs on them.
        let fact = town.number("SELECT last_fact_id FROM seals WHERE id = 2").to_string();
        let line = town.number("SELECT last_judgement_id FROM seals WHERE id = 2").to_string();
        for (table, columns, which) in
            [("facts", &FACTS[..], &fact), ("judgements", &JUDGEMENTS[..], &line)]
        {
            for (column, to) in columns {
                let found = verified_after(town, &changes(town, table, (column, to), which));
                let broken = found.unwrap_err();
                assert_eq!(seal_of(&broken), Some(2), "{table}.{column}: {broken:?}");
            }
        }
        // Nothing that a fact or a line says is left out; what can be erased is tried below.
        assert_eq!(columns(town, "judgements"), named(&JUDGEMENTS));
        let mut facts = named(&FACTS);
        facts.extend(["content".into(), "salt".into()]);
        facts.sort();
        assert_eq!(columns(town, "facts"), facts);
        town.is_sound();
    }

    fn each_column_of_a_seal_that_is_changed_is_found_whichever_seal_it_is(town: &Town) {
        three_seals(town);
        town.forgets_its_guards();
        for (column, to) in SEALS {
            for seal in [1_i64, 2, 3] {
                let change = changes(town, "seals", (column, to), &seal.to_string());
                let broken = verified_after(town, &change).unwrap_err();
                // Where a seal has got another number, the next one is not in its place.
                let moved = [2, 3, 100_003][seal as usize - 1];
                let expected = if column == "id" { moved } else { seal };
                assert_eq!(seal_of(&broken), Some(expected), "{column} of {seal}: {broken:?}");
            }
        }
        assert_eq!(columns(town, "seals"), named(&SEALS));
    }

    fn what_a_fact_tells_is_found_when_it_is_rewritten(town: &Town) {
        three_seals(town);
        town.forgets_its_guards();
        let fact = town.number("SELECT max(id) FROM facts WHERE content IS NOT NULL AND id <=
                                (SELECT last_fact_id FROM seals WHERE id = 2)");
        for change in [
            "content = 'Something else.'".to_owned(),
            format!("salt = {}", bytes(town)),
            "salt = NULL".to_owned(),
            "content = NULL".to_owned(),
        ] {
            let sql = format!("UPDATE facts SET {change} WHERE id = {fact}");
            assert_eq!(verified_after(town, &[sql]), Err(Broken::Content { fact }), "{change}");
        }
    }

    fn a_row_that_is_taken_away_put_in_or_swapped_is_found(town: &Town) {
        three_seals(town);
        town.forgets_its_guards();
        let last = town.number("SELECT last_judgement_id FROM seals WHERE id = 2");
        let copied = "promise_id, standard_id, method, outcome, delta, received_month, due_month,
                      concluded_month, service_id, channel, is_test, posted_at, why,
                      standard_version_id, calendar_version_id, rule_edition";
        let fact = town.number("SELECT last_fact_id FROM seals WHERE id = 2");
        for (what, statements, seal) in [
            ("a line gone", vec![format!("DELETE FROM judgements WHERE id = {last}")], 2),
            ("a fact gone", vec![format!("DELETE FROM facts WHERE id = {fact}")], 2),
            (
                "two lines swapped",
                vec![
                    format!("UPDATE judgements SET id = -1 WHERE id = {last}"),
                    format!("UPDATE judgements SET id = {last} WHERE id = {last} - 1"),
                    format!("UPDATE judgements SET id = {last} - 1 WHERE id = -1"),
                ],
                2,
            ),
            (
                "a line put in before all others",
                vec![format!(
                    "INSERT INTO judgements (id, {copied})
                     SELECT -5, {copied} FROM judgements WHERE id = {last}"
                )],
                1,
            ),
            ("the first seal gone", vec!["DELETE FROM seals WHERE id = 1".into()], 2),
            ("a seal gone", vec!["DELETE FROM seals WHERE id = 2".into()], 3),
            (
                "two seals swapped",
                vec![
                    "UPDATE seals SET id = -1 WHERE id = 2".into(),
                    "UPDATE seals SET id = 2 WHERE id = 3".into(),
                    "UPDATE seals SET id = 3 WHERE id = -1".into(),
                ],
                2,
            ),
        ] {
            let broken = verified_after(town, &statements).unwrap_err();
            assert_eq!(seal_of(&broken), Some(seal), "{what}: {broken:?}");
        }
        town.is_sound();
    }

    fn a_chain_that_was_cut_short_is_found_by_the_head_taken_outside(town: &Town) {
        three_seals(town);
        let head = town.verified(None).unwrap().head;
        town.verified(Some(&head)).unwrap();
        town.tick_on();
        town.letter();
        town.settle_down();
        // An earlier head is one of the chain for ever.
        town.verified(Some(&head.to_uppercase())).unwrap();
        let last = town.verified(None).unwrap().head;
        town.forgets_its_guards();
        town.tampers("DELETE FROM seals WHERE id = 4");
        assert!(town.verified(None).unwrap().waiting > 0, "by itself it looks whole");
        assert_eq!(town.verified(Some(&last)), Err(Broken::Head));
        // Sealed again it is another chain, if only by the moment of its last seal.
        town.tick_on();
        town.settle_down();
        assert_eq!(town.verified(Some(&last)), Err(Broken::Head));
        town.verified(Some(&head)).unwrap();
    }

    fn erasing_what_a_fact_tells_about_a_person_leaves_the_chain_whole(town: &Town) {
        let letter = three_seals(town);
        let head = town.verified(None).unwrap().head;
        // The guards stand: this is allowed.
        town.tampers("UPDATE facts SET content = NULL, salt = NULL WHERE content IS NOT NULL");
        let verified = town.verified(Some(&head)).unwrap();
        assert_eq!((verified.seals, verified.waiting), (3, 0));
        assert_eq!(town.outcome(&letter, "correspondence-answered"), "kept");
        town.is_sound();
        // Erased is erased: nothing is put in its place.
        for change in ["content = 'Invented'", "content = '', salt = digest", "digest = NULL"] {
            let sql = format!("UPDATE facts SET {change} WHERE digest IS NOT NULL");
            assert!(is_refused(town, &sql), "{change}");
        }
    }

    fn the_databases_refuse_to_change_or_remove_what_was_closed(town: &Town) {
        town.letter();
        town.it_is("2026-10-08T09:00");
        town.settle_down();
        let (kept, month) = (town.kept.clone(), rules::ledger::Month::read("2026-09").unwrap());
        town.act(Person::PerformanceOfficer, move |cx| app::ledger::close_month(cx, &kept, month))
            .unwrap();
        for (table, change) in [
            ("closings", "month = 202610"),
            ("closings", "seal_id = seal_id"),
            ("closed_figures", "promises = 0"),
            ("closed_figures", "outcome = 'kept'"),
        ] {
            assert!(is_refused(town, &format!("UPDATE {table} SET {change}")), "{change}");
            assert!(is_refused(town, &format!("DELETE FROM {table}")), "{table}");
        }
        town.is_sound();
    }

    fn the_databases_refuse_to_change_or_remove_facts_judgements_and_seals(town: &Town) {
        three_seals(town);
        for (table, columns) in
            [("facts", &FACTS[..]), ("judgements", &JUDGEMENTS[..]), ("seals", &SEALS[..])]
        {
            // A row that has another value in each of them.
            let last = match table {
                "facts" => town.number("SELECT last_fact_id FROM seals WHERE id = 2"),
                _ => town.number(&format!("SELECT max(id) FROM {table}")),
            }
            .to_string();
            for change in columns {
                for sql in changes(town, table, *change, &last) {
                    assert!(is_refused(town, &sql), "{sql}");
                }
            }
            assert!(is_refused(town, &format!("DELETE FROM {table}")), "{table}");
        }
        // Nor by putting another row in its place.
        if town.kept.db().engine() == Engine::Sqlite {
            for table in ["facts", "judgements", "seals"] {
                let replace = format!("REPLACE INTO {table} SELECT * FROM {table}");
                assert!(is_refused(town, &replace), "{replace}");
            }
        }
        for change in ["content = 'x'", "content = NULL", "salt = NULL"] {
            let sql = format!("UPDATE facts SET {change} WHERE content IS NOT NULL");
            assert!(is_refused(town, &sql), "{change}");
        }
        town.is_sound();
        let facts = town.rows("SELECT count(*) FROM facts", args![], |row| row.get::<i64>(0));
        assert!(facts[0] > 0);
    }
}
