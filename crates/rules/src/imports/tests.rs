//! Maps with everything and with every mistake, and rows as other systems write them.

use super::*;
use crate::clock::Given;
use jiff::Timestamp;

const MAP: &str = r#"
[source]
key = "old-crm"
name = "Old CRM"

[file]
delimiter = ";"
encoding = "latin-1"
empty = ["NULL"]

[times]
zone = "Europe/London"
formats = ["%d/%m/%Y %H:%M", "%d/%m/%Y"]

[columns]
id = "Ref"
received = "Logged"
responded = "Answered"
closed = "Closed"
told = "Target"
about = "Type"
summary = ["Title", "Type"]
details = ["Street", "Notes"]
answer = "Outcome"

[customer]
name = "Customer"
email = "Email"

[status]
column = "State"
open = ["New", "In progress"]
closed = ["Done"]
withdrawn = ["Withdrawn"]

[channels]
column = "How"
[channels.values]
"Phone" = "telephone"
"" = "staff"

[services]
column = "Team"
unknown = "as-written"
[services.values]
"Refuse" = { key = "waste", name = "Waste and recycling" }
"Planning" = "planning"

[calendar]
hours = "Mo-Fr 09:00-17:00"

[[standard]]
id = "by-target"
kind = "by-date"
title = "Done by the target date"
words = "We do it by the date that we gave you."
stops = ["responded", "closed"]
"#;

const HEADER: &str = "Ref;Logged;Answered;Closed;Target;Type;Title;Street;Notes;Outcome;Customer;Email;State;How;Team";

fn now() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

fn row_of(map: &Map, line: &str) -> Result<Row, Vec<Reject>> {
    let header: Vec<String> = HEADER.split(';').map(str::to_owned).collect();
    let plan = Plan::new(map, &header).unwrap();
    let fields: Vec<&[u8]> = line.split(';').map(str::as_bytes).collect();
    plan.row(&fields, now())
}

#[test]
fn a_row_is_taken_whole() {
    let map = read(MAP).unwrap();
    let line = "17;01/07/2026 09:30;NULL;03/07/2026;05/07/2026;Missed bin;Bin  not emptied; High St ;;Emptied;Jo Bell;;Done;Phone;Refuse";
    let row = row_of(&map, line).unwrap();
    assert_eq!(row.id.as_deref(), Some("17"));
    assert_eq!(row.received, "2026-07-01T08:30:00Z".parse().unwrap());
    assert_eq!(row.responded, None);
    // A date alone is taken as its last second.
    assert_eq!(row.closed, Some("2026-07-03T22:59:59Z".parse().unwrap()));
    assert_eq!(row.told, Some(Given::On(jiff::civil::date(2026, 7, 5))));
    assert_eq!((row.ending, row.channel), (Ending::Closed, Channel::Telephone));
    assert_eq!(row.service.key, "waste");
    assert_eq!(row.summary, "Bin not emptied");
    assert_eq!(row.details.as_deref(), Some("Street: High St"));
    assert_eq!(row.answer.as_deref(), Some("Emptied"));
    assert_eq!(row.customer.map(|customer| customer.name).as_deref(), Some("Jo Bell"));
    assert_eq!(row.flags, []);
}

#[test]
fn what_is_doubtful_is_flagged() {
    let map = read(MAP).unwrap();
    let told_before = "1;01/07/2026 09:30;;;30/06/2026;Bin;;;;;;;New;;Refuse";
    let keys = |line| {
        let row = row_of(&map, line).unwrap();
        row.flags.iter().map(Flag::key).collect::<Vec<_>>()
    };
    assert_eq!(keys(told_before), ["told-before-received"]);
    assert_eq!(keys("1;01/07/2026 09:30;;;;Bin;;;;;;;Done;;Refuse"), ["no-closing-time"]);
    let again = "1;01/07/2026 09:30;;02/07/2026;;Bin;;;;;;;New;;Refuse";
    assert_eq!(keys(again), ["closed-while-open"]);
    assert_eq!(row_of(&map, again).unwrap().closed, None);
    assert_eq!(keys("1;25/10/2026 01:30;;;;Bin;;;;;;;New;;Refuse"), ["repeated-local-time"]);
    assert_eq!(keys("1;29/03/2026 01:30;;;;Bin;;;;;;;New;;Refuse"), ["skipped-local-time"]);
}

#[test]
fn everything_that_is_wrong_with_a_row_is_told_at_once() {
    let map = read(MAP).unwrap();
    let line = ";31/06/2026 09:30;soon;;;Bin;;;;;;;Lost;Fax;Refuse";
    let column = |name: &str| name.to_owned();
    let time = |name: &str, text: &str, why| Reject::Time {
        column: column(name),
        text: text.to_owned(),
        why,
    };
    let unknown = |table, name: &str, value: &str| Reject::Unknown {
        table,
        column: column(name),
        value: value.to_owned(),
    };
    assert_eq!(
        row_of(&map, line).unwrap_err(),
        [
            Reject::NoId(column("Ref")),
            time("Logged", "31/06/2026 09:30", TimeRefusal::NoSuch),
            time("Answered", "soon", TimeRefusal::Form),
            unknown("status", "State", "Lost"),
            unknown("channels", "How", "Fax"),
        ]
    );
    let refused = |line| row_of(&map, line).unwrap_err();
    assert_eq!(refused("1;2"), [Reject::Fields { found: 2, wanted: 15 }]);
    assert_eq!(refused("1;;;;;;;;;;;;New;;Refuse"), [Reject::Nothing(column("Logged"))]);
    assert_eq!(
        refused("1;02/07/2026 09:30;;01/07/2026;;Bin;;;;;;;Done;;Refuse"),
        [Reject::BeforeReceived { column: column("Closed"), received: column("Logged") }]
    );
    assert_eq!(
        refused("1;02/07/2027 09:30;;;;Bin;;;;;;;New;;Refuse"),
        [Reject::InFuture(column("Logged"))]
    );
    let utf8 = read(&MAP.replace("latin-1", "utf-8")).unwrap();
    let header: Vec<String> = HEADER.split(';').map(str::to_owned).collect();
    let plan = Plan::new(&utf8, &header).unwrap();
    let mut fields: Vec<&[u8]> = vec![b"x"; 15];
    fields[8] = b"Caf\xe9";
    assert_eq!(plan.row(&fields, now()).unwrap_err(), [Reject::Letters(column("Notes"))]);
}

#[test]
fn services_are_listed_made_or_must_be_there() {
    let map = read(MAP).unwrap();
    assert_eq!(map.services_that_must_exist(), ["planning"]);
    let row = row_of(&map, "1;01/07/2026 09:30;;;;Bin;;;;;;;New;;Trees & Parks").unwrap();
    let made = Service { key: "trees-parks".into(), name: Some("Trees & Parks".into()) };
    assert_eq!(row.service, made);
}

#[test]
fn a_summary_that_is_too_long_for_a_line_stands_whole_in_the_details() {
    let map = read(MAP).unwrap();
    let title = "word ".repeat(60);
    let row = row_of(&map, &format!("1;01/07/2026;;;;Bin;{title};;;;;;New;;Refuse")).unwrap();
    assert_eq!(row.summary.chars().count(), crate::contacts::LONGEST_SUMMARY);
    assert!(row.summary.ends_with('…'));
    assert_eq!(row.details.as_deref(), Some(title.trim()));
}

#[test]
fn a_header_must_have_every_column_that_the_map_names_once() {
    let map = read(MAP).unwrap();
    let header = |text: &str| text.split(';').map(str::to_owned).collect::<Vec<String>>();
    let Err(HeaderProblem::NoColumn { column, known }) =
        Plan::new(&map, &header(&HEADER.replace("Logged", "logged")))
    else {
        panic!("a column is missing");
    };
    assert_eq!((column.name.as_str(), known.len()), ("Logged", 15));
    assert_eq!(&MAP[column.at.unwrap()], "\"Logged\"");
    let twice = Plan::new(&map, &header(&format!("{HEADER};Team"))).unwrap_err();
    assert!(matches!(twice, HeaderProblem::Twice(column) if column.name == "Team"));
}

#[test]
fn the_promises_of_a_map_are_a_charter_of_its_own() {
    let map = read(MAP).unwrap();
    let promises = map.promises.unwrap();
    assert_eq!((&*promises.charter.id, &*promises.charter.title), ("old-crm", "Old CRM"));
    assert_eq!(promises.charter.standards[0].id, "by-target");
    assert_eq!(crate::charter::read(&promises.text), Ok(promises.charter));
    assert!(!promises.text.contains("[columns]"));
    let none = &MAP[..MAP.find("[calendar]").unwrap()];
    assert_eq!(read(none).unwrap().promises, None);
}

/// What is wrong with a map, and where: the text that the problem points at.
fn problems(text: &str) -> Vec<(String, Wrong)> {
    let found = read(text).unwrap_err();
    let placed = found.into_iter().map(|problem| {
        let at = problem.at.map(|at| text[at].to_owned()).unwrap_or_default();
        (at, problem.wrong)
    });
    placed.collect()
}

#[test]
fn every_mistake_in_a_map_is_found_with_its_place() {
    use crate::charter::Wrong as Charter;
    for (good, bad, at) in [
        ("key = \"old-crm\"", "key = \"Old CRM\"", "\"Old CRM\""),
        ("delimiter = \";\"", "delimiter = \"tab\"", "\"tab\""),
        ("\"latin-1\"", "\"ebcdic\"", "\"ebcdic\""),
        ("\"Europe/London\"", "\"Europe/Rossendale\"", "\"Europe/Rossendale\""),
        ("\"%d/%m/%Y\"]", "\"%H:%M\"]", "\"%H:%M\""),
        ("\"%d/%m/%Y\"]", "\"%!\"]", "\"%!\""),
        ("\"telephone\"", "\"phone\"", "\"phone\""),
        ("\"planning\"\n", "\"Planning\"\n", "\"Planning\""),
        ("column = \"How\"\n", "column = \"How\"\nalways = \"fax\"\n", "\"fax\""),
        ("[channels.values]", "[chanels.values]", "chanels"),
        ("answer = ", "answers = ", "answers"),
        ("told = \"Target\"\n", "", "\"by-date\""),
        ("by-date", "by-dat", "\"by-dat\""),
        ("name = \"Old CRM\"", "name = 7", "7"),
        ("closed = [\"Done\"]", "closed = \"Done\"", "\"Done\""),
    ] {
        let text = MAP.replacen(good, bad, 1);
        assert_ne!(text, MAP, "{bad}");
        let found = problems(&text);
        assert!(found.iter().any(|(place, _)| place == at), "{bad}: {found:?}");
    }
    let zones = MAP.replace("[calendar]", "[calendar]\nzone = \"Etc/UTC\"");
    assert!(matches!(problems(&zones)[0].1, Wrong::ZonesDiffer { .. }));
    assert!(matches!(problems("[source")[0].1, Wrong::Charter(Charter::NotToml(_))));
    let wrongs: Vec<Wrong> = problems("").into_iter().map(|(_, wrong)| wrong).collect();
    assert!(wrongs.contains(&Wrong::NoFormats));
    assert!(wrongs.contains(&Wrong::NoChoice("channels")));
    assert!(wrongs.contains(&Wrong::NoChoice("services")));
}
