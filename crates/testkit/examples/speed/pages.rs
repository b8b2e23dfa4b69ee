//! Lists and case pages at ten thousand contacts and at a million: as `kept serve` sends them,
//! and the queries alone.

use crate::browser::Browser;
use crate::measured::{Waits, at_most, below, timed};
use crate::million::{Sizes, number, open};
use crate::process::Serving;
use app::lists::{Filter, Order};
use app::{Actor, Kept};
use db::args;
use jiff::SignedDuration;
use std::path::Path;

const TIMES: usize = 400;
const PASSWORD: &str = "three odd words";
const LISTS: [&str; 5] = ["mine", "team", "due-today", "overdue", "all"];
/// Somebody who sees what is a team's, and somebody who sees what is everybody's.
const ROLES: [&str; 2] = ["case-officer", "customer-services-manager"];

pub(crate) fn measure(sizes: &Sizes) {
    let small = of(&sizes.small);
    let large = of(&sizes.large);
    println!("Queries and pages at ten thousand contacts and at a million");
    for ((name, small), (_, large)) in small.iter().zip(&large) {
        println!("  {name}\n    {}\n    {}", small.said(), large.said());
        let ratio = large.median() / small.median();
        below(&format!("{name}, at a million, median"), large.median(), 2.0, "ms");
        below(&format!("{name}, at a million, 99th percentile"), large.at(0.99), 10.0, "ms");
        at_most(&format!("{name}, at a million beside ten thousand"), ratio, 2.0, "times");
    }
}

/// Every page and query of a database.
fn of(file: &Path) -> Vec<(String, Waits)> {
    let mut found = Vec::new();
    let kept = open(file);
    let now = app::time::now();
    let today = kept.zone().unwrap().date_of(now);
    let references = references(&kept);
    let people = demonstration::people(&kept).unwrap();
    for role in ROLES {
        let person = people.iter().find(|person| person.role_key == role).unwrap();
        demonstration::set_password(&kept, person, PASSWORD, now).unwrap();
        let actor = kept.read(|tx| app::staff::by_email(tx, &person.email, today));
        let actor = actor.unwrap().unwrap();
        for list in LISTS {
            let name = format!("Query of the list {list}, {role}");
            found.push((name, timed(TIMES, |_| query(&kept, &actor, list))));
        }
        let mine: Vec<&String> =
            references.iter().filter(|reference| sees(&kept, &actor, reference)).collect();
        let waits = timed(TIMES, |number| {
            let reference = mine[number % mine.len()];
            let page = kept.read(|tx| app::case_files::page(tx, &kept, &actor, reference, now));
            assert!(page.unwrap().is_some());
        });
        found.push((format!("Queries of a case page, {role}"), waits));
        let serving = Serving::on(file);
        let mut browser = Browser::signed_in(serving.address, &person.email, PASSWORD);
        let mut shows = |path: &str| {
            let answer = browser.gets(path);
            assert_eq!(answer.status, 200, "{path}");
        };
        for list in LISTS {
            let path = format!("/staff/lists/{list}");
            let name = format!("Page of the list {list}, {role}");
            found.push((name, timed(TIMES, |_| shows(&path))));
        }
        let waits = timed(TIMES, |number| {
            shows(&format!("/staff/records/{}", mine[number % mine.len()]));
        });
        found.push((format!("Case page, {role}"), waits));
    }
    found
}

/// References of a few thousand cases from all over the table.
fn references(kept: &Kept) -> Vec<String> {
    let step = (number(kept, "records", "count(*)") / 8_000).max(1);
    let sql = "SELECT reference FROM records WHERE id % $1 = 0 AND is_case ORDER BY reference";
    kept.read(|tx| tx.all(sql, args![step], |row| row.get(0))).unwrap()
}

fn sees(kept: &Kept, actor: &Actor, reference: &str) -> bool {
    let now = app::time::now();
    kept.read(|tx| app::case_files::page(tx, kept, actor, reference, now)).unwrap().is_some()
}

/// What a page of a list reads.
fn query(kept: &Kept, actor: &Actor, list: &str) {
    let now = app::time::now();
    let mut filters = vec![Filter::Open];
    match list {
        "mine" => filters.push(Filter::Owner(actor.id)),
        "team" => filters.push(Filter::Teams(actor.reach.units.iter().copied().collect())),
        "due-today" => {
            let tonight = now + SignedDuration::from_hours(12);
            filters.extend([Filter::DueFrom(now), Filter::DueBefore(tonight)]);
        }
        "overdue" => filters.push(Filter::DueBefore(now)),
        _ => {}
    }
    kept.read(|tx| app::lists::list(tx, actor, &filters, Order::Due, None, 50)).unwrap();
}
