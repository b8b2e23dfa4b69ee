//! `kept serve`, `migrate`, `doctor`, `config`, `user` and `demo`.

use super::keys;
use crate::calls::{Place, Told};
use crate::servers::Server;
use crate::visitors::Visitor;
use app::MIGRATIONS;
use db::testing::PostgresServer;
use db::{Address, Db, Options};
use std::collections::BTreeSet;

/// Brings a database up to the migration before the last.
fn make_older(place: &Place) {
    let db = Db::open(&Address::parse(&place.url).unwrap(), &Options::default()).unwrap();
    db::migrate(&db, &MIGRATIONS[..MIGRATIONS.len() - 1], app::time::now()).unwrap();
}

#[test]
fn an_empty_sqlite_database_is_made_by_itself_and_an_older_one_after_a_backup() {
    let place = Place::new();
    assert_eq!(place.serves().stop().code, 0);
    assert!(!place.names().iter().any(|name| name.contains("before")));
    let place = Place::new();
    make_older(&place);
    let told = place.serves().stop();
    assert!(told.err.contains("a backup is in"), "{}", told.err);
    let names = place.names();
    let backup = names.iter().find(|name| name.starts_with("kept.db.before-")).unwrap();
    // What it was before is in there, and can be served in turn.
    let before = Place::with_database(format!("sqlite:{}", place.path(backup).display()));
    let migrated = before.kept(&["migrate", "--json"]).done().json();
    assert_eq!(migrated["applied"], serde_json::json!([MIGRATIONS.len()]));
}

#[test]
fn without_an_address_the_records_are_in_a_file_beside() {
    let place = Place::new();
    for call in [&["migrate"][..], &["audit", "verify"]] {
        let mut command = place.command(call);
        Told::of(command.env_remove("KEPT_DATABASE_URL").output().unwrap()).done();
    }
    assert_eq!(place.names(), ["kept.db"]);
}

#[test]
fn on_postgresql_an_older_schema_asks_for_migrate() {
    let server = PostgresServer::shared();
    let place = Place::with_database(server.address(&server.create_database(None)));
    place.kept(&["serve"]).refused(&["Run: kept migrate"]);
    place.kept(&["doctor", "--json"]).json();
    let first = place.kept(&["migrate", "--json"]).done().json();
    assert_eq!(first["applied"].as_array().unwrap().len(), MIGRATIONS.len());
    let again = place.kept(&["migrate", "--json"]).done().json();
    assert_eq!(
        (&again["applied"], &again["schema"]),
        (&serde_json::json!([]), &MIGRATIONS.len().into())
    );
    assert_eq!(place.serves().stop().code, 0);
}

#[test]
fn a_postgresql_that_may_lose_what_it_acknowledged_is_not_served() {
    let server = PostgresServer::start(&["fsync=off"]);
    let place = Place::with_database(server.address(&server.create_database(None)));
    place.kept(&["migrate"]).done();
    place.kept(&["serve"]).refused(&["fsync is off", "Set fsync = on"]);
    let told = place.kept(&["doctor", "--json"]);
    let checks = told.json()["checks"].clone();
    let durability =
        checks.as_array().unwrap().iter().find(|check| check["check"] == "durability").unwrap();
    assert_eq!((told.code, durability["well"].as_bool()), (1, Some(false)));
}

#[test]
fn the_doctor_says_what_is_missing_and_when_all_is_well() {
    let place = Place::new();
    let told = place.kept(&["doctor"]);
    assert_eq!(told.code, 1);
    assert!(told.out.contains("charter: NOT WELL. None is in force. Adopt one"), "{}", told.out);
    let place = place.with_charter();
    let told = place.kept(&["doctor", "--json"]).done();
    let checks = told.json()["checks"].clone();
    let names: BTreeSet<&str> =
        checks.as_array().unwrap().iter().map(|check| check["check"].as_str().unwrap()).collect();
    for name in ["database", "durability", "disk", "charter", "calendar", "clock"] {
        assert!(names.contains(name), "{name} is not checked: {names:?}");
    }
    assert!(checks.as_array().unwrap().iter().all(|check| check["well"] == true), "{checks}");
}

#[test]
fn settings_come_from_the_file_and_the_environment_overrules_it() {
    let place = Place::new();
    place.file(
        "kept.toml",
        "[server]\nlisten = \"127.0.0.1:9090\"\nhttps = false\n[log]\nlevel = \"warn\"\n",
    );
    let mut show = place.command(&["config", "show", "--json", "--config", "kept.toml"]);
    show.env("KEPT_DATABASE_URL", "postgres://kept:top-secret@db.example/kept");
    show.env("KEPT_LOG_LEVEL", "error");
    let told = Told::of(show.output().unwrap()).done();
    let shown = told.json();
    assert_eq!(shown["server"]["listen"], "127.0.0.1:9090");
    assert_eq!(shown["server"]["https"], "false");
    assert_eq!(shown["log"]["level"], "error");
    assert_eq!(shown["database"]["url"], "postgres://kept:…@db.example/kept");
    let reference = place.kept(&["config", "reference"]).done().out;
    for (section, settings) in shown.as_object().unwrap() {
        for key in settings.as_object().unwrap().keys() {
            let variable = format!("KEPT_{}_{}", section.to_uppercase(), key.to_uppercase());
            assert!(reference.contains(&format!("`{section}.{key}` | `{variable}`")), "{variable}");
        }
    }
}

#[test]
fn a_staff_account_begins_with_a_link_that_works_once() {
    let place = Place::new();
    let add = ["user", "add", "Ada@Netherby.example", "--name", "Ada Bell", "--role", "adviser"];
    let mut command = place.command(&[&add[..], &["--json"]].concat());
    command.env("KEPT_SERVER_ADDRESS", "https://kept.netherby.example/");
    let added = Told::of(command.output().unwrap()).done().json();
    assert_eq!(keys(&added), ["link"]);
    let link = added["link"].as_str().unwrap();
    assert!(link.starts_with("https://kept.netherby.example/staff/welcome/"), "{link}");
    let server = place.serves();
    crate::officers::signs_in_with(link, &server, "ada@netherby.example");
    let again = Visitor::at(server.address)
        .opens(link.strip_prefix("https://kept.netherby.example").unwrap());
    assert!(again.body.contains("This link no longer works"));
    place.kept(&add).refused(&["account with this email address already"]);
    let role = |role| ["user", "add", "b@netherby.example", "--name", "B", "--role", role];
    place.kept(&role("king")).refused(&["no role \"king\"", "adviser", "administrator"]);
    place.kept(&role("adviser@nowhere")).refused(&["no service or team \"nowhere\""]);
    place.kept(&role("adviser@customer-services")).done();
    let wrong = ["user", "add", "ada", "--name", "A", "--role", "adviser", "--json"];
    place.kept(&wrong).wrong_call(&["not an email address", "ada@council.example"]);
}

#[test]
fn the_demonstration_prints_its_address_and_a_sign_in_for_each_role_anew_each_time() {
    let place = Place::new();
    let begin = |more: &[&str]| {
        let words = ["demo", "--small", "--listen", "127.0.0.1:0", "--data", "demo"];
        Server::start(&place, place.command(&[&words[..], more].concat()))
    };
    let mut passwords = BTreeSet::new();
    for more in [&[][..], &[], &["--fresh"]] {
        let server = begin(more);
        assert!(Visitor::at(server.address).opens("/").body.contains("Hollinmere"));
        let told = server.stop();
        assert_eq!(told.code, 0, "{}", told.err);
        let people: Vec<&str> =
            told.out.lines().filter(|line| line.contains("@hollinmere.example")).collect();
        assert_eq!(people.len(), 8, "one for each role: {}", told.out);
        passwords.extend(
            people.iter().map(|line| line.split_whitespace().next_back().unwrap().to_owned()),
        );
    }
    assert_eq!(passwords.len(), 24, "nobody's password comes again");
}

#[test]
fn somebody_signs_in_to_the_demonstration_with_what_was_printed() {
    let place = Place::new();
    let words = ["demo", "--small", "--listen", "127.0.0.1:0", "--data", "demo"];
    let mut server = Server::start(&place, place.command(&words));
    let person = server.reads_until("Case officer");
    let words: Vec<&str> = person.split_whitespace().collect();
    let [.., email, password] = words[..] else { panic!("{person}") };
    let mut visitor = Visitor::at(server.address);
    let page = visitor.opens("/staff/sign-in");
    let typed = [("email", email), ("password", password), ("next", "/staff")];
    assert_eq!(visitor.sends("/staff/sign-in", &page, &typed).leads(), "/staff");
    assert!(visitor.opens("/staff").body.contains("Hello"));
    server.kill();
}
