//! `kept charter`.

use super::keys;
use crate::calls::{Place, repository};

#[test]
fn the_list_names_each_with_how_much_it_holds() {
    let listed = Place::new().kept(&["charter", "list", "--json"]).done().json();
    let first = &listed[0];
    assert_eq!(first["id"], "rossendale");
    for key in ["title", "commitments", "standards"] {
        assert!(!first[key].is_null(), "{first}");
    }
}

#[test]
fn a_right_charter_is_right_and_every_error_has_its_place() {
    let place = Place::new();
    let text = std::fs::read_to_string(repository("charters/rossendale.toml")).unwrap();
    place.file("ours.toml", &text);
    let right = place.kept(&["charter", "check", "ours.toml", "--json"]).done().json();
    assert_eq!(right["problems"].as_array().unwrap().len(), 0);
    let wrong = text.replacen("\"10 working days\"", "\"10 days\"", 1);
    place.file("ours.toml", wrong.replacen("kind = \"", "kind = \"un", 1));
    let told = place.kept(&["charter", "check", "ours.toml", "--json"]);
    assert_eq!(told.code, 1);
    let problems = told.json()["problems"].clone();
    assert!(problems.as_array().unwrap().len() >= 2, "{problems}");
    for problem in problems.as_array().unwrap() {
        assert_eq!(keys(problem), ["file", "line", "column", "problem"]);
        assert!(problem["line"].as_i64().unwrap() > 1, "{problem}");
    }
}

#[test]
fn a_charter_shows_every_commitment_and_standard() {
    let place = Place::new();
    let shown = place.kept(&["charter", "show", "rossendale", "--json"]).done().json();
    for commitment in shown["commitments"].as_array().unwrap() {
        assert!(commitment["id"].is_string() && commitment["wording"].is_string());
    }
    let expected = ["id", "wording", "kind", "rule", "limit", "target", "methods", "source"];
    for standard in shown["standards"].as_array().unwrap() {
        let there = keys(standard);
        assert!(expected.iter().all(|key| there.contains(key)), "{there:?}");
    }
    let path = repository("charters/rossendale.toml");
    let file = place.kept(&["charter", "show", path.to_str().unwrap(), "--json"]).done().json();
    assert_eq!(file, shown, "by its id or by its file");
    let plain = place.kept(&["charter", "show", "rossendale"]).done();
    assert!(plain.out.contains("correspondence-answered"), "{}", plain.out);
    place
        .kept(&["charter", "show", "nonesuch"])
        .refused(&["no charter \"nonesuch\"", "rossendale"]);
}

#[test]
fn a_due_date_by_a_standards_rule_is_that_of_its_limit() {
    let place = Place::new();
    let call = ["charter", "due", "rossendale", "--json", "--from", "2026-03-02T10:00"];
    let standard = |id, more: &[&str]| {
        place.kept(&[&call[..], &["--standard", id], more].concat()).done().json()
    };
    let answered = standard("correspondence-answered", &[]);
    let limit = ["time", "due", "--json", "--limit", "10 working days", "--from"];
    let same = place.kept(&[&limit[..], &["2026-03-02T10:00"]].concat()).done().json();
    for key in ["due_at", "due_on", "provisional", "paused_seconds", "explanation"] {
        assert_eq!(answered[key], same[key], "{key}");
    }
    let told = standard("told-date-kept", &["--given", "2026-03-20"]);
    assert_eq!(told["due_on"], "2026-03-20");
    place
        .kept(&[&call[..], &["--standard", "told-date-kept"]].concat())
        .wrong_call(&["--given DATE"]);
    place
        .kept(&[&call[..], &["--standard", "nonesuch"]].concat())
        .refused(&["no standard \"nonesuch\"", "correspondence-answered"]);
}

#[test]
fn a_chained_standard_counts_from_the_earlier_ones_stop_or_its_last_moment() {
    let place = Place::new();
    let text = std::fs::read_to_string(repository("charters/rossendale.toml")).unwrap();
    let id = "id = \"complaints-answered\"";
    assert!(text.contains(id));
    place.file(
        "ours.toml",
        text.replacen(id, &format!("{id}\nafter = \"complaints-acknowledged\""), 1),
    );
    let call = ["charter", "due", "ours.toml", "--json", "--standard", "complaints-answered"];
    let call = [&call[..], &["--from", "2026-03-02T10:00"]].concat();
    let waiting = place.kept(&call).done().json();
    // It can be acknowledged until midnight on the 9th, which after hours counts as the 10th; 15
    // working days from then on.
    assert_eq!((&waiting["due_on"], &waiting["provisional"]), (&"2026-03-31".into(), &true.into()));
    let done = [&call[..], &["--done", "complaints-acknowledged=2026-03-04T09:30"]].concat();
    let known = place.kept(&done).done().json();
    assert_eq!((&known["due_on"], &known["provisional"]), (&"2026-03-25".into(), &false.into()));
}

#[test]
fn adopting_is_done_by_the_console_and_told_as_such() {
    let place = Place::new();
    let adopt = ["charter", "adopt", "rossendale", "--json", "--from"];
    let first = place.kept(&[&adopt[..], &["2026-04-01"]].concat()).done().json();
    assert_eq!((&first["version"], &first["from"]), (&1.into(), &"2026-04-01".into()));
    let second = place.kept(&[&adopt[..], &["2026-05-01"]].concat()).done().json();
    assert_eq!(second["version"], 2);
    let early = place.kept(&[&adopt[..], &["2026-03-01"]].concat());
    early.refused(&["in force from 2026-05-01", "Choose that day or a later one"]);
    place.kept(&[&adopt[..], &["April"]].concat()).wrong_call(&["April", "not a date"]);
    let draft = ["--in-readiness", "--from", "2026-06-01", "--until"];
    let draft = |until| [&adopt[..3], &["--json"], &draft[..], &[until]].concat();
    let measured = place.kept(&draft("2026-08-31")).done().json();
    assert_eq!(
        (&measured["kind"], &measured["until"]),
        (&"in-readiness".into(), &"2026-08-31".into())
    );
    place.kept(&draft("2026-05-31")).refused(&["last day is before the first"]);
    let db = db::Db::open(&db::Address::parse(&place.url).unwrap(), &db::Options::default());
    let by = "SELECT DISTINCT s.name FROM charter_versions v
              JOIN staff s ON s.id = v.made_by";
    let by: Vec<String> = db.unwrap().read(|tx| tx.all(by, db::args![], |row| row.get(0))).unwrap();
    assert_eq!(by, ["console:tester"]);
}
