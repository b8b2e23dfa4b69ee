//! Importing again: rows without a number, rows that have changed, rows that were mended.

use super::{ENGINES, attempt, count, import, is_sound, map, outcome};
use db::args;
use rules::imports::{Map, Reject};
use testkit::{Person, Town};

const MAP: &str = r#"
[source]
key = "old-crm"
name = "Old CRM"

[times]
zone = "Europe/London"
formats = ["%d/%m/%Y %H:%M"]

[columns]
id = "ref"
received = "received"
closed = "closed"
told = "target"
about = "type"
summary = "what"
answer = "answer"

[customer]
name = "name"
email = "email"

[channels]
column = "how"
[channels.values]
"phone" = "telephone"
"post" = "letter"

[services]
column = "team"
[services.values]
"bins" = "waste"
"plans" = "planning"

[calendar]
hours = "Mo-Fr 09:00-17:00"
nation = "england-and-wales"

[[standard]]
id = "by-target"
kind = "by-date"
title = "Done by the target"
words = "We do it by the moment that we gave you."
stops = ["closed"]

[[standard]]
id = "within-ten-days"
kind = "in-time"
title = "Done within 10 working days"
words = "We do it within 10 working days."
starts = "received"
stops = ["closed"]
limit = "10 working days"
"#;

const HEADER: &str = "ref,received,closed,target,type,what,answer,name,email,how,team\n";

fn of(lines: &[&str]) -> Vec<u8> {
    let rows: Vec<String> = lines.iter().map(|line| format!("{line}\n")).collect();
    format!("{HEADER}{}", rows.concat()).into_bytes()
}

/// The map without its number column: rows are known by what they say.
fn without_number() -> Map {
    map(&MAP.replace("id = \"ref\"\n", ""))
}

const FIRST: &str = "1,01/06/2026 10:00,,15/06/2026 17:00,Missed bin,Bin not emptied,,Jo Bell,jo@example.org,phone,bins";

#[test]
fn rows_without_a_number_are_known_by_what_they_say_and_how_often() {
    for engine in ENGINES {
        let town = Town::on(engine);
        let map = without_number();
        let other = FIRST.replace("Bin not", "Box not");
        let counts = |lines: &[&str]| {
            let trial = attempt(&town.kept, &map, &of(lines)[..], town.now(), true).0.unwrap();
            let (report, _) = import(&town, &map, &of(lines)[..]);
            assert_eq!(trial, report);
            let counts = report.counts;
            (counts.created, counts.unchanged)
        };
        assert_eq!(counts(&[FIRST, &other, FIRST]), (3, 0));
        assert_eq!(counts(&[FIRST, &other, FIRST]), (0, 3));
        // In another order, and once more than before.
        assert_eq!(counts(&[FIRST, FIRST, &other, FIRST]), (1, 3));
        assert_eq!(counts(&[FIRST]), (0, 1));
        assert_eq!(count(&town, "records"), 4);
        assert_eq!(count(&town, "customers"), 1);
        is_sound(&town);
    }
}

#[test]
fn occurrences_are_counted_across_batches() {
    let town = Town::new();
    let map = without_number();
    let lines = vec![FIRST; 700];
    let (report, seen) = import(&town, &map, &of(&lines)[..]);
    assert_eq!(report.counts.created, 700);
    assert!(seen.batches > 2);
    assert_eq!(import(&town, &map, &of(&lines)[..]).0.counts.unchanged, 700);
    let (report, _) = import(&town, &map, &of(&lines[..701.min(lines.len())])[..]);
    assert_eq!(report.counts.created, 0);
    is_sound(&town);
}

#[test]
fn a_number_that_comes_twice_is_one_record_that_has_changed() {
    for engine in ENGINES {
        let town = Town::on(engine);
        let map = map(MAP);
        let closed = FIRST.replace("10:00,,", "10:00,02/06/2026 09:00,");
        let trial = attempt(&town.kept, &map, &of(&[FIRST, &closed])[..], town.now(), true);
        let (report, _) = import(&town, &map, &of(&[FIRST, &closed])[..]);
        assert_eq!(trial.0.unwrap(), report);
        assert_eq!((report.counts.created, report.counts.updated), (1, 1));
        assert_eq!(outcome(&town, "old-crm", "1", "by-target").as_deref(), Some("kept"));
        is_sound(&town);
    }
}

/// What the history of a record says, the oldest first: kind and evidence.
fn history(town: &Town, row: &str) -> Vec<String> {
    let id = town.kept.read(|tx| app::imports::record_of(tx, "old-crm", row)).unwrap().unwrap();
    let read = town.kept.read(|tx| {
        tx.all(
            "SELECT kind, evidence, replaces_id IS NOT NULL FROM facts WHERE record_id = $1
             ORDER BY id",
            args![id],
            |row| {
                let replaces = if row.get::<bool>(2)? { " instead" } else { "" };
                Ok(format!("{} {}{replaces}", row.get::<String>(0)?, row.get::<String>(1)?))
            },
        )
    });
    read.unwrap()
}

#[test]
fn a_changed_row_adds_facts_or_puts_them_right() {
    for engine in ENGINES {
        let town = Town::on(engine);
        let map = map(MAP);
        let state = |row: &str| {
            let id =
                town.kept.read(|tx| app::imports::record_of(tx, "old-crm", row)).unwrap().unwrap();
            let page =
                town.kept.read(|tx| app::case_files::page_by_id(tx, &town.kept, id, town.now()));
            page.unwrap().unwrap()
        };
        let judged = || {
            let of = |standard| outcome(&town, "old-crm", "1", standard).unwrap();
            (of("by-target"), of("within-ten-days"))
        };
        let take = |line: &str| {
            let (report, _) = import(&town, &map, &of(&[line])[..]);
            assert_eq!(import(&town, &map, &of(&[line])[..]).0.counts.unchanged, 1);
            report.counts.updated
        };
        town.it_is("2026-06-05T12:00");
        import(&town, &map, &of(&[FIRST])[..]);
        assert_eq!(judged(), ("running".into(), "running".into()));

        // Closed, late by the target.
        town.it_is("2026-06-20T12:00");
        town.settle_down();
        let closed = FIRST.replace("10:00,,", "10:00,15/06/2026 17:01,");
        assert_eq!(take(&closed), 1);
        assert_eq!(judged(), ("missed".into(), "kept".into()));

        // The closing time is put right, then the target, then the receipt.
        let right = closed.replace("17:01", "16:59");
        assert_eq!(take(&right), 1);
        assert_eq!(judged(), ("kept".into(), "kept".into()));
        let sooner = right.replace("15/06/2026 17:00", "10/06/2026 17:00");
        assert_eq!(take(&sooner), 1);
        assert_eq!(judged(), ("missed".into(), "kept".into()));
        let earlier = sooner.replace("01/06/2026 10:00", "28/05/2026 10:00");
        assert_eq!(take(&earlier), 1);
        assert_eq!(judged(), ("missed".into(), "missed".into()));
        assert_eq!(state("1").record.received_at, town.moment("2026-05-28T10:00"));

        // Opened again in the other system, and given to another service.
        let open = earlier.replace("15/06/2026 16:59", "").replace(",bins", ",plans");
        assert_eq!(take(&open), 1);
        assert_eq!(state("1").record.state.key(), "open");
        assert_eq!(state("1").service, "Planning");
        assert_eq!(
            history(&town, "1"),
            [
                "received imported",
                "date-told imported",
                "closed imported",
                "closed imported instead",
                "date-told imported instead",
                "received imported instead",
                "date-told imported instead",
                "noted imported instead",
                "assigned imported",
            ]
        );
        // Nothing that was told before is told again, and the target that has gone is taken back.
        let without = open.replace("10/06/2026 17:00", "").replace("Bin not", "Bins not");
        assert_eq!(take(&without), 1);
        assert_eq!(outcome(&town, "old-crm", "1", "by-target").as_deref(), Some("not_counted"));
        assert_eq!(state("1").summary, "Bins not emptied");
        is_sound(&town);
    }
}

#[test]
fn another_channel_is_flagged_and_the_record_keeps_its_own() {
    let town = Town::new();
    let map = map(MAP);
    import(&town, &map, &of(&[FIRST])[..]);
    let (report, _) = import(&town, &map, &of(&[&FIRST.replace("phone", "post")])[..]);
    assert_eq!(report.counts.updated, 1);
    assert_eq!(report.flagged.into_iter().collect::<Vec<_>>(), [("channel-stays", 1)]);
    is_sound(&town);
}

#[test]
fn what_people_do_in_the_meantime_stands() {
    let town = Town::new();
    let map = map(MAP);
    town.it_is("2026-06-05T12:00");
    import(&town, &map, &of(&[FIRST])[..]);
    let id = town.kept.read(|tx| app::imports::record_of(tx, "old-crm", "1")).unwrap().unwrap();
    let page = town.kept.read(|tx| app::case_files::page_by_id(tx, &town.kept, id, town.now()));
    let record = page.unwrap().unwrap().record;
    let to = app::cases::Reassign {
        service: town.unit("planning"),
        team: Some(town.unit("planning-team")),
        owner: None,
        text: "Theirs".into(),
    };
    let reference = record.reference.clone();
    let version = record.version;
    town.act(Person::Manager, move |cx| app::cases::reassign(cx, &reference, version, &to))
        .unwrap();
    // The row changes in another way, and still names the service of before.
    import(&town, &map, &of(&[&FIRST.replace("Bin not", "Bins not")])[..]);
    let page = town.kept.read(|tx| app::case_files::page_by_id(tx, &town.kept, id, town.now()));
    let page = page.unwrap().unwrap();
    assert_eq!((&*page.service, &*page.summary), ("Planning", "Bins not emptied"));
    is_sound(&town);
}

#[test]
fn a_row_that_was_mended_in_the_rejects_file_is_imported() {
    for engine in ENGINES {
        let town = Town::on(engine);
        let map = map(MAP);
        let pigeon = FIRST.replace("phone", "pigeon");
        let broken = "2,01/06/2026 10:00,\"never closed";
        let (report, seen) = import(&town, &map, &of(&[&pigeon, broken, FIRST])[..]);
        assert_eq!((report.counts.created, report.counts.rejected), (1, 2));
        assert_eq!(seen.rejected[0].1, pigeon);
        assert_eq!(seen.rejected[1].1, broken);
        assert_eq!(seen.rejected[1].2, [Reject::Quotes]);
        let unknown =
            Reject::Unknown { table: "channels", column: "how".into(), value: "pigeon".into() };
        assert_eq!(seen.rejected[0].2, [unknown]);
        let third = FIRST.replacen('1', "3", 1);
        let mended = format!("reason,{HEADER}\"It, was \"\"wrong\"\".\",{third}\nwhy,{broken}\n");
        let (report, seen) = import(&town, &map, mended.as_bytes());
        assert_eq!((report.counts.created, report.counts.rejected), (1, 1));
        // Rejected again, it comes without its old reason.
        assert_eq!(seen.rejected[0].1, broken);
        assert_eq!(outcome(&town, "old-crm", "3", "by-target").as_deref(), Some("missed"));
        is_sound(&town);
    }
}

#[test]
fn a_mended_row_without_a_number_is_known_as_the_same_row() {
    let town = Town::new();
    let map = without_number();
    import(&town, &map, &of(&[FIRST])[..]);
    let again = format!("reason,{HEADER}why,{FIRST}\n");
    assert_eq!(import(&town, &map, again.as_bytes()).0.counts.unchanged, 1);
}

#[test]
fn a_file_without_a_header_line_is_read_by_the_names_in_the_map() {
    let town = Town::new();
    let names: Vec<String> = HEADER.trim().split(',').map(|name| format!("\"{name}\"")).collect();
    let text = format!("{MAP}\n[file]\ncolumns = [{}]\n", names.join(", "));
    let map = map(&text);
    let (report, _) = import(&town, &map, FIRST.as_bytes());
    assert_eq!(report.counts.created, 1);
    // With its header line after all, and as a rejects file.
    assert_eq!(import(&town, &map, &of(&[FIRST])[..]).0.counts.unchanged, 1);
    let rejects = format!("reason,{HEADER}why,{FIRST}\n");
    assert_eq!(import(&town, &map, rejects.as_bytes()).0.counts.unchanged, 1);
}
