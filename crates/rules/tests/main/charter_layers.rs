//! Layers: what a service promises besides the corporate standards, or instead of them.

use crate::scripts::Body;
use rules::charter::{Looser, Wrong, WrongLayer, looser, read};
use rules::ledger::owed;

const CORPORATE: &str = r#"[charter]
id = "town"
title = "Charter"
body = "Town"

[calendar]
nation = "england-and-wales"
hours = "Mo-Fr 09:00-17:00"

[[service]]
id = "waste"
title = "Waste"

[[stage]]
id = "assess"
service = "waste"
title = "We look at it"

[[standard]]
id = "letters"
title = "Letters"
words = "We answer within 10 working days."
kind = "in-time"
starts = "received"
stops = ["responded"]
limit = "10 working days"
target = "90%"
"#;

/// A service's own standard over the corporate one.
fn own(limit: &str, more: &str) -> String {
    format!(
        "{CORPORATE}\n[[standard]]\nid = \"own\"\ntitle = \"Own\"\nwords = \"Ours.\"\n\
         kind = \"in-time\"\nservices = [\"waste\"]\nover = \"letters\"\nstarts = \"received\"\n\
         stops = [\"responded\"]\nlimit = \"{limit}\"\n{more}"
    )
}

const REASON: &str = "because = \"Two officers\"\napproved = \"Cabinet, minute 8\"\n";

/// What is owed by a service for a letter of Monday 14 September 2026, as ids.
fn owed_by(text: &str, service: &str) -> Vec<String> {
    let body = Body::of(text);
    let (facts, _) = body.facts(&["2026-09-14T10:00 received"]);
    let subject = rules::ledger::Subject { service, ..crate::scripts::subject(&[]) };
    let as_of = facts[0].happened;
    let owed = owed(&body.charter, &body.calendars, &subject, &facts, as_of);
    owed.iter().map(|one| body.charter.standards[one.standard].id.clone()).collect()
}

#[test]
fn a_stricter_standard_stands_beside_and_a_looser_one_in_its_place() {
    let stricter = own("5 working days", "");
    assert_eq!(owed_by(&stricter, "waste"), ["letters", "own"]);
    assert_eq!(owed_by(&stricter, "housing"), ["letters"]);
    let looser = own("15 working days", REASON);
    assert_eq!(owed_by(&looser, "waste"), ["own"]);
    assert_eq!(owed_by(&looser, "housing"), ["letters"]);
}

#[test]
fn a_service_that_opted_out_owes_nothing_and_others_do() {
    let text =
        format!("{CORPORATE}\n[[opt_out]]\nservice = \"waste\"\nstandard = \"letters\"\n{REASON}");
    assert_eq!(owed_by(&text, "waste"), [] as [&str; 0]);
    assert_eq!(owed_by(&text, "housing"), ["letters"]);
}

#[test]
fn limits_of_other_units_are_compared_by_what_they_do_on_every_day() {
    for (limit, more, is_looser) in [
        ("10 working days", "", false),
        ("9 working days", "", false),
        ("11 working days", "", true),
        ("10 calendar days", "", false),
        // From a Sunday, 10 working days end on the Friday, which is day 12.
        ("12 calendar days", "", false),
        ("13 calendar days", "", true),
        ("1 week", "", false),
        ("2 weeks", "", true),
        ("1 month", "", true),
        ("10 working days", "late_receipt = \"next-working-day\"\n", true),
        ("10 working days", "pauses = [\"waiting\"]\n", true),
        ("10 working days", "extension = \"5 working days\"\n", true),
        ("10 working days", "target = \"85%\"\n", true),
        ("10 working days", "target = \"95%\"\n", false),
        ("none", "", true),
    ] {
        let wrong = read(&own(limit, more)).err();
        let refused = wrong.is_some_and(|problems| {
            let is = |wrong: &Wrong| {
                matches!(wrong, Wrong::Layer(WrongLayer::LooserWithoutReason { .. }))
            };
            problems.len() == 1 && is(&problems[0].wrong)
        });
        assert_eq!(refused, is_looser, "{limit} {more}");
        assert_eq!(read(&own(limit, &format!("{more}{REASON}"))).is_ok(), is_looser, "{limit}");
    }
}

#[test]
fn the_first_day_of_which_it_is_so_is_named() {
    let charter = read(&own("15 calendar days", REASON)).unwrap();
    let [corporate, own] = [&charter.standards[0], &charter.standards[1]];
    let date = |text: &str| text.parse().unwrap();
    // 1 January 2025 is closed: day 1 is Thursday 2 January, day 10 Wednesday 15 January.
    let expected = Looser::LaterDue {
        received: date("2025-01-01"),
        due: date("2025-01-16"),
        other: date("2025-01-15"),
    };
    assert_eq!(looser(own, corporate, &charter.calendar), Some(expected));
}

#[test]
fn a_stage_is_started_and_stopped_by_its_own_facts() {
    let text = format!(
        "{CORPORATE}\n[[standard]]\nid = \"assessed\"\ntitle = \"Assessed\"\nwords = \"Soon.\"\n\
         kind = \"in-time\"\nservices = [\"waste\"]\nstage = \"assess\"\n\
         starts = \"stage-entered\"\nstops = [\"stage-finished\"]\nlimit = \"2 working days\"\n"
    );
    let body = Body::of(&text);
    let script = [
        "2026-09-14T10:00 received",
        "2026-09-14T11:00 stage-entered reason=apply",
        "2026-09-15T11:00 stage-entered reason=assess",
        "2026-09-15T12:00 stage-finished reason=apply",
        "2026-09-17T12:00 stage-finished reason=assess",
    ];
    let told: Vec<String> =
        body.owed(&script, "2026-09-30T10:00").iter().map(|one| body.told(one)).collect();
    assert_eq!(told[1..], ["assessed: kept, due 2026-09-17, ended 2026-09-17 12:00"]);
}

#[test]
fn without_a_limit_what_is_undone_is_missed_at_closure_or_at_its_backstop() {
    let standard = |more: &str| {
        format!(
            "{CORPORATE}\n[[standard]]\nid = \"personal\"\ntitle = \"Personal reply\"\n\
             words = \"You have a personal reply.\"\nstarts = \"received\"\n{more}"
        )
    };
    let open = "kind = \"in-time\"\nstops = [\"acknowledged\"]\nlimit = \"none\"\n\
                undone = \"missed-at-closure\"\n";
    let yes = "kind = \"share\"\nyes = [\"acknowledged\"]\nno = [\"not-settled\"]\n\
               undone = \"missed-at-backstop\"\nbackstop = \"5 working days\"\n";
    for (rule, script, expected) in [
        (open, vec![], "personal: running"),
        (open, vec!["2026-09-20T10:00 acknowledged"], "personal: kept, ended 2026-09-20 10:00"),
        (
            open,
            vec!["2026-09-16T10:00 closed"],
            "personal: missed, ended 2026-09-16 10:00, closed undone",
        ),
        (
            open,
            vec!["2026-09-16T10:00 closed", "2026-09-20T10:00 acknowledged"],
            "personal: missed, ended 2026-09-20 10:00, closed undone",
        ),
        (
            open,
            vec!["2026-09-15T10:00 acknowledged", "2026-09-16T10:00 closed"],
            "personal: kept, ended 2026-09-15 10:00",
        ),
        // Received on Monday 14 September: day 5 is Monday 21 September.
        (yes, vec![], "personal: missed, due 2026-09-21, undone at backstop"),
        (
            yes,
            vec!["2026-09-21T23:59 acknowledged"],
            "personal: kept, due 2026-09-21, ended 2026-09-21 23:59, recorded",
        ),
        (
            yes,
            vec!["2026-09-22T00:00 acknowledged"],
            "personal: missed, due 2026-09-21, ended 2026-09-22 00:00, undone at backstop",
        ),
    ] {
        let body = Body::of(&standard(rule));
        let script: Vec<&str> =
            std::iter::once("2026-09-14T10:00 received").chain(script).collect();
        let owed = body.owed(&script, "2026-09-30T10:00");
        assert_eq!(body.told(&owed[1]), expected, "{script:?}");
    }
    let body = Body::of(&standard(yes));
    let early = body.owed(&["2026-09-14T10:00 received"], "2026-09-21T23:59");
    assert_eq!(body.told(&early[1]), "personal: running, due 2026-09-21");
}
