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
    let packs = listed.as_array().unwrap().iter().filter(|row| row["statutory"] == true);
    assert_eq!(packs.count(), 13);
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

/// What is told of a date by a pack's rule.
fn by_pack(pack: &str, standard: &str, from: &str, more: &[&str]) -> serde_json::Value {
    let standard = format!("{pack}-{standard}");
    let call = ["charter", "due", pack, "--json", "--standard", &standard, "--from", from];
    Place::new().kept(&[&call[..], more].concat()).done().json()
}

#[test]
fn a_pack_says_when_why_by_which_source_and_by_another_reading() {
    let document = by_pack("data-protection-complaints", "acknowledged", "2026-06-22", &[]);
    let expected = [
        "standard",
        "due_at",
        "due_on",
        "provisional",
        "paused_seconds",
        "due_without_extension",
        "warn_on",
        "source",
        "grade",
        "explanation",
    ];
    assert_eq!(keys(&document), expected);
    assert_eq!(
        (&document["due_on"], &document["warn_on"]),
        (&"2026-07-22".into(), &"2026-07-21".into())
    );
    assert_eq!(document["grade"], "B");
    let told = document["explanation"].to_string();
    assert!(told.contains("To be sure, be done by Tuesday 21 July 2026"), "{told}");
    let early = by_pack("data-protection-complaints", "acknowledged", "2026-06-01", &[]);
    let told = early["explanation"].to_string();
    assert!(told.contains("received from Friday 19 June 2026 on"), "{told}");
    let place = Place::new();
    let call = ["charter", "due", "spso", "--standard", "spso-stage-1-answered", "--from"];
    let plain = place.kept(&[&call[..], &["2026-03-02T10:00"]].concat()).done();
    assert!(plain.out.contains("(confirm: not checked against the text itself)"), "{}", plain.out);
}

#[test]
fn a_pause_does_what_the_standard_says_of_its_reason() {
    let june = "2026-06-01T10:00";
    let stretch = "2026-06-10T10:00/2026-06-15T15:00";
    for (pack, from, pause, due_on) in [
        (
            "subject-access",
            june,
            "clarification-asked=2026-06-10T10:00/2026-06-15T15:00",
            "2026-07-07",
        ),
        ("subject-access", june, stretch, "2026-07-07"),
        (
            "subject-access",
            june,
            "proof-of-identity=2026-06-10T10:00/2026-06-15T15:00",
            "2026-07-15",
        ),
        ("foi", june, "2026-06-10T10:00/2026-06-22T10:00", "2026-07-21"),
        ("foi", june, "clarification-asked=2026-06-10T10:00/2026-06-22T10:00", "2026-07-21"),
    ] {
        let found = by_pack(pack, "answered", from, &["--pause", pause]);
        assert_eq!(found["due_on"], due_on, "{pack} {pause}");
    }
    let open = by_pack("foi", "answered", june, &["--pause", "2026-06-10T10:00/"]);
    assert_eq!(open["due_on"], serde_json::Value::Null);
}

#[test]
fn an_extension_follows_the_rule_of_the_standard() {
    let more = &["--done", "lgsco-stage-1-acknowledged=2025-12-30T16:00"];
    let answer = |extra: &[&str]| {
        by_pack("lgsco", "stage-1-answered", "2025-12-19T16:55", &[more, extra].concat())
    };
    assert_eq!(answer(&[])["due_on"], "2026-01-14");
    let ten = answer(&["--extend", "10 working days"]);
    assert_eq!(
        (&ten["due_on"], &ten["due_without_extension"]),
        (&"2026-01-28".into(), &"2026-01-14".into())
    );
    let told = ten["explanation"].to_string();
    assert!(told.contains("only if the customer is told of it by Wednesday 14 January"), "{told}");
    let late = answer(&["--extend", "10 working days", "--told", "2026-01-15T09:00"]);
    assert_eq!(late["due_on"], "2026-01-14");
    let allowed = answer(&["--extend", "15 working days", "--authorised"]);
    assert_eq!(allowed["due_on"], "2026-02-04");
}

#[test]
fn what_a_standard_does_not_allow_is_refused_with_what_it_does() {
    let place = Place::new();
    let call = |pack, standard, more: &[&str]| {
        let call = ["charter", "due", pack, "--standard", standard, "--from", "2026-06-01T10:00"];
        place.kept(&[&call[..], more].concat())
    };
    let (lgsco, stretch) = ("lgsco-stage-1-answered", "2026-06-10T10:00/2026-06-12T10:00");
    call("lgsco", lgsco, &["--pause", stretch]).refused(&["allows no pause", "Leave --pause out"]);
    let holiday = format!("annual-leave={stretch}");
    call("foi", "foi-answered", &["--pause", &holiday])
        .refused(&["\"annual-leave\" is not a reason", "The reasons are: clarification-asked"]);
    call("lgsco", lgsco, &["--extend", "15 working days"]).refused(&[
        "10 working days in all",
        "higher authority",
        "--authorised",
    ]);
    call("lgsco", "lgsco-stage-1-acknowledged", &["--extend", "1 working day"])
        .refused(&["cannot be extended"]);
    call("lgsco", lgsco, &["--extend", "15 hours"]).refused(&["cannot be extended by hours"]);
    // The clock had stopped.
    let done = ["--done", "spso-stage-1-answered=2026-06-03T10:00", "--pause", stretch];
    call("spso", "spso-stage-1-answered", &done).refused(&["The clock stopped 3 June 2026"]);
    call("lgsco", lgsco, &["--authorised"]).wrong_call(&["--extend"]);
}
