//! Charters side by side: what statute asks beside the body's own, and what is in readiness.

use app::Failure;
use app::charters::{Adopt, AdoptRefusal};
use db::args;
use jiff::civil::{Date, date};
use rules::charter::CharterKind;
use rules::contacts::Matter;
use testkit::{Person, Town};

const BY_LAW: &str = r#"
[charter]
id = "letters-law"
title = "An invented law on letters"
body = "The law"
[calendar]
nation = "england-and-wales"
hours = "Mo-Fr 09:00-17:00"
[[standard]]
id = "law-letters-answered"
title = "Letters answered by law"
words = "The law gives us 20 working days to answer a letter."
kind = "in-time"
channels = ["letter"]
starts = "received"
stops = ["responded"]
limit = "20 working days"
calendar = "england-and-wales"
"#;

fn adopts(town: &Town, text: &str, kind: CharterKind, until: Option<Date>) -> Option<AdoptRefusal> {
    let adopt = Adopt {
        charter: rules::charter::read(text).unwrap(),
        text: text.to_owned(),
        from: town.today(),
        until,
        approval: "Cabinet".into(),
        kind,
    };
    let adopted = town.act(Person::Administrator, move |cx| app::charters::adopt(cx, &adopt));
    match adopted {
        Ok(_) => None,
        Err(Failure::Refused(mut refusals)) => refusals.pop(),
        Err(other) => panic!("{other:?}"),
    }
}

/// The own charter with letters answered in 6 working days instead of 10.
fn stricter() -> String {
    let text = include_str!("../../../../charters/rossendale.toml");
    let at = text.find("id = \"correspondence-answered\"").unwrap();
    let (before, after) = text.split_at(at);
    format!("{before}{}", after.replacen("limit = \"10 working", "limit = \"6 working", 1))
}

/// The promises of a record: the standard, the due date, the outcome and whether it is work.
fn promises(town: &Town, reference: &str) -> Vec<(String, Option<Date>, String, bool)> {
    let sql = "SELECT s.key, p.due_on, p.outcome, p.is_open FROM promises p
               JOIN records r ON r.id = p.record_id JOIN standards s ON s.id = p.standard_id
               WHERE r.reference = $1 AND s.key LIKE $2 ORDER BY s.key";
    town.rows(sql, args![reference, "%letters-answered"], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    })
    .into_iter()
    .chain(town.rows(sql, args![reference, "%correspondence-answered"], |row| {
        Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
    }))
    .collect()
}

fn promise(
    key: &str,
    due: Date,
    outcome: &str,
    is_open: bool,
) -> (String, Option<Date>, String, bool) {
    (key.into(), Some(due), outcome.into(), is_open)
}

testkit::on_both_databases! {
    fn statute_and_charter_run_side_by_side_on_one_record(town: &Town) {
        let before = town.letter();
        town.tick_on();
        assert_eq!(adopts(town, BY_LAW, CharterKind::Statutory, None), None);
        town.tick_on();
        let after = town.letter();
        let own = promise("correspondence-answered", date(2026, 9, 28), "running", true);
        let law = promise("law-letters-answered", date(2026, 10, 12), "running", true);
        assert_eq!(promises(town, &after), [law, own.clone()]);
        // What was logged before binds to what held then, also when it is touched again.
        town.responds(Person::Officer, &before).unwrap();
        let kept = promise("correspondence-answered", date(2026, 9, 28), "kept", false);
        assert_eq!(promises(town, &before), [kept]);
        // Each is judged by its own limit.
        town.it_is("2026-10-05T10:00");
        town.settle_down();
        town.responds(Person::Officer, &after).unwrap();
        assert_eq!(
            promises(town, &after),
            [
                promise("law-letters-answered", date(2026, 10, 12), "kept", false),
                promise("correspondence-answered", date(2026, 9, 28), "missed", false),
            ]
        );
        town.settle_down();
        assert_eq!(town.differences(), []);
        town.is_sound();
    }

    fn a_charter_in_readiness_is_measured_and_promised_to_nobody(town: &Town) {
        let refused = adopts(town, &stricter(), CharterKind::InReadiness, Some(date(2026, 10, 31)));
        assert_eq!(refused, None);
        town.tick_on();
        let letter = town.letter();
        let shadow = "in-readiness:correspondence-answered";
        assert_eq!(
            promises(town, &letter),
            [
                promise("correspondence-answered", date(2026, 9, 28), "running", true),
                promise(shadow, date(2026, 9, 22), "running", false),
            ]
        );
        let (kept, now) = (town.kept.clone(), town.now());
        let officer = town.person(Person::Officer);
        let page = town
            .kept
            .read(|tx| app::case_files::page(tx, &kept, &officer, &letter, now))
            .unwrap()
            .unwrap();
        let titles = |views: &[app::case_files::PromiseView]| {
            let mut titles: Vec<String> = views.iter().map(|view| view.title.clone()).collect();
            titles.sort();
            titles
        };
        assert_eq!(titles(&page.promises), titles(&page.in_readiness), "apart, and all of them");
        // The tick judges it like any other, and its lines are sealed and added up.
        town.it_is("2026-09-24T10:00");
        town.settle_down();
        assert_eq!(town.outcome(&letter, shadow), "missed");
        town.responds(Person::Officer, &letter).unwrap();
        town.settle_down();
        assert_eq!(town.outcome(&letter, "correspondence-answered"), "kept");
        assert_eq!(town.outcome(&letter, shadow), "missed");
        let promised = |row: &app::charters::StandardRow| row.kind.is_promised();
        let rows = town.kept.read(app::charters::standards).unwrap();
        assert!(rows.iter().any(|row| row.key == shadow && !promised(row)));
        assert_eq!(town.differences(), []);
        // After its last day it measures nothing new.
        town.it_is("2026-11-02T10:00");
        let later = town.letter();
        assert_eq!(promises(town, &later).len(), 1);
        town.settle_down();
        town.is_sound();
    }

    fn a_law_brings_the_kinds_of_contact_that_it_is_about(town: &Town) {
        let offered = || {
            let (kept, today) = (town.kept.clone(), town.today());
            town.kept.read(|tx| app::charters::matters_on(tx, &kept, today)).unwrap()
        };
        assert_eq!(offered(), Matter::EVERYDAY);
        let foi = include_str!("../../../../charters/foi.toml");
        // In readiness it brings nothing, adopted it does.
        assert_eq!(adopts(town, foi, CharterKind::InReadiness, None), None);
        assert_eq!(offered(), Matter::EVERYDAY);
        assert_eq!(adopts(town, foi, CharterKind::Statutory, None), None);
        assert_eq!(offered(), [&Matter::EVERYDAY[..], &[Matter::InformationRequest]].concat());
        town.tick_on();
        let mut request = town.with_case(rules::contacts::Channel::Email);
        request.matter = Matter::InformationRequest;
        let reference = town.logged(request);
        let sql = "SELECT s.key, p.due_on FROM promises p JOIN records r ON r.id = p.record_id
                   JOIN standards s ON s.id = p.standard_id
                   WHERE r.reference = $1 AND s.key = 'foi-answered'";
        let due = town.rows(sql, args![&reference], |row| {
            Ok((row.get::<String>(0)?, row.get::<Date>(1)?))
        });
        assert_eq!(due, [("foi-answered".to_owned(), date(2026, 10, 12))]);
        town.settle_down();
        town.is_sound();
    }

    fn whoever_writes_is_told_the_date_of_what_they_write_about(town: &Town) {
        let reply_on = |matter| {
            let (kept, now, today) = (town.kept.clone(), town.now(), town.today());
            town.kept.read(|tx| {
                let version = app::charters::in_force(tx, today)?.and_then(|now| now.charter_version);
                let version = kept.charter(tx, version.unwrap())?.unwrap();
                let about = (rules::contacts::Channel::WebForm, matter);
                app::charters::reply_on(tx, &kept, &version, about, now)
            })
            .unwrap()
        };
        assert_eq!(reply_on(Matter::Enquiry), Some(date(2026, 9, 28)), "10 working days");
        assert_eq!(reply_on(Matter::Complaint), Some(date(2026, 10, 5)), "15 working days");
        assert_eq!(reply_on(Matter::InformationRequest), None);
        let foi = include_str!("../../../../charters/foi.toml");
        assert_eq!(adopts(town, foi, CharterKind::Statutory, None), None);
        assert_eq!(reply_on(Matter::InformationRequest), Some(date(2026, 10, 12)), "by law");
        assert_eq!(reply_on(Matter::Enquiry), Some(date(2026, 9, 28)), "the charter's own");
    }

    fn what_cannot_stand_beside_the_others_is_refused(town: &Town) {
        let clash = BY_LAW.replace("law-letters-answered", "correspondence-answered");
        let refused = adopts(town, &clash, CharterKind::Statutory, None);
        assert_eq!(
            refused,
            Some(AdoptRefusal::StandardOfAnother {
                standard: "correspondence-answered".into(),
                charter: "Customer service standards".into(),
            })
        );
        let early = Some(date(2026, 9, 1));
        let refused = adopts(town, BY_LAW, CharterKind::Statutory, early);
        assert_eq!(refused, Some(AdoptRefusal::EndsBeforeItBegins));
        assert_eq!(adopts(town, BY_LAW, CharterKind::Statutory, None), None);
        assert_eq!(adopts(town, BY_LAW, CharterKind::Statutory, None), None, "twice is once");
        let versions = "SELECT count(*) FROM charter_versions";
        assert_eq!(town.rows(versions, args![], |row| row.get::<i64>(0)), [2]);
    }
}
