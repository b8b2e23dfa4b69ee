//! What binds a service: corporate standards, its own, stricter and looser ones, opt-outs.

use rules::charter::{Bond, Charter, Exception, read};

fn charter() -> Charter {
    read(
        r#"[charter]
id = "town"
title = "Charter"
body = "Town"

[calendar]
nation = "england-and-wales"
hours = "Mo-Fr 09:00-17:00"

[[standard]]
id = "letters"
title = "Letters"
words = "We answer within 10 working days."
kind = "in-time"
starts = "received"
stops = ["responded"]
limit = "10 working days"

[[standard]]
id = "polite"
title = "Polite"
words = "We are polite."
kind = "advertised-only"
not_measured_because = "It is a matter of manners."

[[standard]]
id = "waste-letters"
title = "Waste: letters"
words = "We answer within 5 working days."
kind = "in-time"
services = ["waste"]
over = "letters"
starts = "received"
stops = ["responded"]
limit = "5 working days"

[[standard]]
id = "planning-letters"
title = "Planning: letters"
words = "We answer within 20 working days."
kind = "in-time"
services = ["planning"]
over = "letters"
because = "Consultees have 15 days"
approved = "Cabinet, 3 March 2026, minute 14"
starts = "received"
stops = ["responded"]
limit = "20 working days"

[[standard]]
id = "bins"
title = "Bins"
words = "We empty a missed bin."
kind = "advertised-only"
not_measured_because = "Not yet."
services = ["waste"]

[[opt_out]]
service = "elections"
standard = "letters"
because = "The law sets other times"
approved = "Cabinet, 3 March 2026, minute 15"
"#,
    )
    .unwrap()
}

#[test]
fn a_service_is_bound_by_the_corporate_standards_and_its_own() {
    let charter = charter();
    for (service, bound) in [
        ("parks", "letters corporate, polite corporate"),
        (
            "waste",
            "letters corporate, polite corporate, waste-letters stricter than letters, bins own",
        ),
        ("planning", "polite corporate, planning-letters instead of letters"),
        ("elections", "polite corporate"),
    ] {
        let told: Vec<String> = charter
            .binding(service)
            .into_iter()
            .map(|(standard, bond)| {
                let how = match bond {
                    Bond::Corporate => "corporate".to_owned(),
                    Bond::Own => "own".to_owned(),
                    Bond::Stricter(over) => format!("stricter than {}", over.id),
                    Bond::Instead(over) => format!("instead of {}", over.id),
                };
                format!("{} {how}", standard.id)
            })
            .collect();
        assert_eq!(told.join(", "), bound, "{service}");
    }
    let out: Vec<&str> = charter.opted_out("elections").map(|(one, _)| one.id.as_str()).collect();
    assert_eq!(out, ["letters"]);
    assert_eq!(charter.opted_out("waste").count(), 0);
}

#[test]
fn a_standard_names_the_services_that_stand_otherwise_to_it() {
    let charter = charter();
    let told: Vec<String> = charter
        .exceptions_to("letters")
        .into_iter()
        .map(|exception| match exception {
            Exception::OptOut(out) => format!("{} opted out", out.service),
            Exception::Looser(one) => format!("{} is looser", one.id),
            Exception::Stricter(one) => format!("{} is stricter", one.id),
        })
        .collect();
    let expected =
        ["elections opted out", "waste-letters is stricter", "planning-letters is looser"];
    assert_eq!(told, expected);
    assert!(charter.exceptions_to("polite").is_empty());
}
