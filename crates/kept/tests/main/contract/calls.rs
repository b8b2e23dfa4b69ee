//! What holds for every command.

use crate::calls::Place;

/// Every command there is.
const COMMANDS: [&[&str]; 19] = [
    &["demo"],
    &["serve"],
    &["migrate"],
    &["doctor"],
    &["config", "show"],
    &["config", "reference"],
    &["user", "add"],
    &["ledger", "rebuild"],
    &["audit", "verify"],
    &["time", "due"],
    &["time", "between"],
    &["time", "batch"],
    &["charter", "list"],
    &["charter", "check"],
    &["charter", "show"],
    &["charter", "due"],
    &["charter", "adopt"],
    &["import", "records"],
    &["figures"],
];

#[test]
fn every_command_has_help_with_an_example() {
    let place = Place::new();
    for command in COMMANDS {
        let told = place.kept(&[command, &["--help"]].concat()).done();
        let example = format!("kept {}", command.join(" "));
        let (_, after) = told.out.split_once("Example:").unwrap_or_default();
        assert!(after.contains(&example), "no example of {example}");
    }
    assert_eq!(place.names(), [""; 0]);
}

#[test]
fn an_unknown_option_or_command_is_wrong_in_the_call() {
    let place = Place::new();
    for command in COMMANDS {
        place.kept(&[command, &["--colour"]].concat()).wrong_call(&["--colour"]);
    }
    place.kept(&["serv"]).wrong_call(&["serv", "serve"]);
    place.kept(&["time", "du"]).wrong_call(&["du", "due"]);
    assert_eq!(place.names(), [""; 0]);
}

#[test]
fn what_is_missing_from_a_call_is_wrong_in_it() {
    let place = Place::new();
    for (call, words) in [
        (&["time", "due", "--from", "2026-03-02"][..], "--limit"),
        (&["time", "due", "--limit", "5 working days"], "--from"),
        (&["time", "between", "--from", "2026-03-02", "--to", "2026-03-03"], "--unit"),
        (&["time", "batch"], "<FILE>"),
        (&["charter", "adopt", "rossendale"], "--from"),
        (&["charter", "due", "rossendale", "--from", "2026-03-02"], "--standard"),
        (&["user", "add", "ada@netherby.example", "--name", "Ada"], "--role"),
        (&["import", "records", "s.csv"], "--map"),
        (&["figures", "--from", "2026-01"], "--to"),
    ] {
        place.kept(call).wrong_call(&[words]);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let place = Place::new();
    let mut command = place.command(&["charter", "show", "rossendale", "--json"]);
    let mut child = command.stdout(std::process::Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    assert!(child.wait().unwrap().success());
}
