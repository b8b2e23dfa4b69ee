//! What the public reads of a charter: its sections in one shape, each standard with its rule and
//! exceptions, services, versions at addresses that stay, the handbook.

use crate::people::Served;
use axum::http::StatusCode;
use rules::drafting::{Answer, StepKind, Told};
use testkit::{Person, Town};

/// A charter with something of everything.
const CHARTER: &str = r#"[charter]
id = "netherby"
title = "Our promise"
body = "Netherby Town Council"
aim = "You can count on us."
vision = "Nobody asks twice."
apology = "We are sorry. {promise} That was due by {due}."

[calendar]
nation = "england-and-wales"
hours = "Mo-Fr 09:00-17:00"

[[foreword]]
by = "Leader of the council"
words = "These are <promises>."

[[section]]
id = "writing"
title = "When you write"
words = "We reply in full."
monitoring = ["Every letter is counted"]

[[section]]
id = "letters"
title = "Letters"
words = "We write back."
parent = "writing"
monitoring = ["Ten replies a month are read again"]

[[section]]
id = "ask"
title = "What we ask of you"
kind = "what-we-ask"
items = ["Tell us when you are pleased"]

[[section]]
id = "how"
title = "How to complain"
kind = "how-to-complain"
text = """You need no form.

Tell anybody."""

[[commitment]]
id = "replies"
number = 7
section = "letters"
words = "We reply to every letter."

[[service]]
id = "waste"
title = "Waste and recycling"
words = "We empty your bins."

[[stage]]
id = "return"
service = "waste"
title = "The crew comes back"
words = "There is nothing to pay."

[[opt_out]]
service = "customer-services"
standard = "correspondence-answered"
because = "It writes no letters."
approved = "Cabinet, minute 15"

[[standard]]
id = "correspondence-answered"
commitment = "replies"
title = "Letters answered within 10 working days"
words = "We answer letters within 10 working days."
owner = "Head of customer services"
kind = "in-time"
starts = "received"
stops = ["responded"]
limit = "10 working days"
target = "90%"
targets = [
    { label = "Year 1", from = 2026-04-01, to = 2027-03-31, target = "85%", stretch = "88%" },
]
baseline = { label = "2024/25", value = "71%" }
origin = "national"
good_practice = "The council next door"

[[standard]]
id = "missed-bins"
commitment = "replies"
title = "Missed bins"
words = "We answer letters about bins within 4 working days."
kind = "in-time"
services = ["waste"]
over = "correspondence-answered"
stage = "return"
starts = "received"
stops = ["responded"]
limit = "4 working days"
target = "90%"

[[standard]]
id = "planning-letters"
commitment = "replies"
title = "Planning letters"
words = "We answer planning letters within 20 working days."
kind = "in-time"
services = ["planning"]
over = "correspondence-answered"
because = "Neighbours have 15 days."
approved = "Cabinet, minute 14"
starts = "received"
stops = ["responded"]
limit = "20 working days"
target = "90%"

[[standard]]
id = "polite"
title = "Polite"
words = "We are polite."
kind = "advertised-only"
not_measured_because = "Nobody can count manners."
"#;

fn adopt(served: &Served, text: &str, from: &str, approval: &str) {
    let adopt = app::charters::Adopt {
        charter: rules::charter::read(text).unwrap(),
        text: text.to_owned(),
        from: from.parse().unwrap(),
        until: None,
        approval: approval.to_owned(),
        kind: rules::charter::CharterKind::Own,
    };
    let console = served.town.kept.system("console:test").unwrap();
    let now = served.town.now();
    served.town.kept.act(&console, now, move |cx| app::charters::adopt(cx, &adopt)).unwrap();
}

fn served() -> Served {
    let served = Served::new(Town::new());
    adopt(&served, CHARTER, "2026-04-01", "Cabinet, minute 9");
    served
}

#[test]
fn the_charter_is_read_in_one_shape() {
    let served = served();
    let mut jo = served.visitor();
    jo.opens("/standards")
        .sees("You can count on us. Version 2, in force from 1 April 2026. Approved: Cabinet, minute 9.")
        .sees("Nobody asks twice.")
        .sees("Foreword by the leader of the council These are <promises>.")
        .sees("When you write We reply in full. How we monitor this Every letter is counted Letters We write back. 7. We reply to every letter.")
        .sees("What we ask of you Tell us when you are pleased")
        .sees("How to complain You need no form. Tell anybody. Complain here")
        .sees("Further standards We are polite.")
        .sees("We are pleased to hear when you are satisfied");
    jo.opens("/standards/handbook")
        .sees("This copy is of 14 September 2026")
        .sees("We answer letters within 10 working days. The clock starts when we receive it, and stops when we answer in full.")
        .sees("We aim for 85%.")
        .sees("Nobody can count manners.");
}

#[test]
fn a_standard_says_its_rule_its_aims_and_for_whom_it_is_different() {
    let served = served();
    let mut jo = served.visitor();
    jo.opens("/standards")
        .follows("We answer letters within 10 working days.")
        .sees("7. We reply to every letter.")
        .sees("We aim for 85%")
        .sees("We started from 71% in 2024/25")
        .sees("Year 1 1 April 2026 to 31 March 2027 85% 88%")
        .sees("Who answers for it Head of customer services")
        .sees("It is set nationally")
        .sees("The council next door")
        .sees("customer services does not promise it. It writes no letters. (Cabinet, minute 15)")
        .sees("planning promises this instead: We answer planning letters within 20 working days. Neighbours have 15 days. (Cabinet, minute 14)")
        .sees("Waste and recycling promises more: We answer letters about bins within 4 working days.")
        .follows("Tell us if we missed it");
    assert_eq!(jo.value("matter").as_deref(), Some("complaint"));
    let summary = jo.value("summary").unwrap();
    assert_eq!(summary, "You missed this: Letters answered within 10 working days");
    jo.opens("/standards/polite").sees("Why there are no figures Nobody can count manners.");
}

#[test]
fn a_service_says_what_to_expect_at_every_stage() {
    let served = served();
    let mut jo = served.visitor();
    jo.opens("/services")
        .sees("We empty your bins.")
        .follows("Waste and recycling")
        .sees("1. The crew comes back There is nothing to pay. We answer letters about bins within 4 working days.")
        .sees("What every service promises We answer letters within 10 working days. We are polite.")
        .sees_no("planning letters");
    jo.opens("/services/planning")
        .sees(
            "This is less than other services promise: “We answer letters within 10 working days.”",
        )
        .sees("Neighbours have 15 days. (Cabinet, minute 14)")
        .sees("What every service promises We are polite.");
    jo.opens("/services/customer-services")
        .sees("What this service does not promise We answer letters within 10 working days. . It writes no letters. (Cabinet, minute 15)");
    jo.opens("/services/nowhere").is(StatusCode::NOT_FOUND);
    // A team is no service.
    jo.opens("/services/waste-team").is(StatusCode::NOT_FOUND);
}

#[test]
fn every_version_keeps_its_address_and_its_words() {
    let served = served();
    let sooner = CHARTER
        .replace("letters within 10 working days", "letters within 8 working days")
        .replace("limit = \"10 working days\"", "limit = \"8 working days\"");
    adopt(&served, &sooner, "2026-10-01", "Cabinet, minute 30");
    let mut jo = served.visitor();
    jo.opens("/standards/versions")
        .sees("3: Our promise 1 October 2026 – Cabinet, minute 30 Comes into force")
        .sees("2: Our promise 1 April 2026 30 September 2026 Cabinet, minute 9 In force");
    jo.opens("/standards/correspondence-answered")
        .sees("We answer letters within 10 working days.");
    served.it_is("2026-10-01T09:00");
    jo.opens("/standards/correspondence-answered")
        .sees("We answer letters within 8 working days.")
        .sees("How it changed Version 3, from 1 October 2026 : We answer letters within 8 working days. Limit: 8 working days.")
        .follows("Version 2, from 1 April 2026")
        .sees("We answer letters within 10 working days.")
        .sees("Version 2, in force from 1 April 2026 until 30 September 2026.")
        .follows("What is in force today")
        .sees("We answer letters within 8 working days.");
    jo.opens("/standards/versions/2/planning-letters").sees("20 working days");
    for address in ["/standards/versions/9", "/standards/versions/x", "/standards/versions/2/none"]
    {
        jo.opens(address).is(StatusCode::NOT_FOUND);
    }
}

#[test]
fn what_was_recorded_for_a_standard_stands_on_its_page() {
    let served = Served::new(Town::new());
    let scored = "kind = \"count\"\nper = \"month\"\ncounts = \"newsletters\"\nmethods = [\"supplied\"]\n\
                  target = \"at least 3\"\n";
    let advertised =
        "kind = \"advertised-only\"\nnot_measured_because = \"Nobody can count manners.\"\n";
    let charter = CHARTER.replace(advertised, scored);
    assert_ne!(charter, CHARTER);
    adopt(&served, &charter, "2026-04-01", "Cabinet, minute 9");
    let mut jo = served.visitor();
    jo.opens("/standards/polite").sees("We count newsletters in each month.");
    let mut piotr = served.officer(Person::PerformanceOfficer);
    piotr
        .opens("/staff/charter/readings/polite/record")
        .selects("period", "August 2026")
        .fills("top", "4")
        .fills("source", "The editor's list")
        .sends("Record it")
        .sees("It is recorded");
    jo.opens("/standards/polite")
        .sees("By a figure that somebody else gives")
        .sees("August 2026 4 at least 3 Met")
        .sees_no("editor");
}

#[test]
fn how_a_version_came_about_is_public() {
    let served = served();
    let (town, when) = (&served.town, served.town.today());
    let origin = app::drafting::Origin::File;
    let text = CHARTER.replace("You can count on us.", "You can count on all of us.");
    let begin = app::drafting::Begin { text, origin };
    let manager = Person::ServicesManager;
    let draft = town.act(manager, move |cx| app::drafting::begin(cx, &begin)).unwrap();
    let seen = town.kept.read(|tx| app::drafting::draft(tx, draft)).unwrap().unwrap();
    let told = |who: &str, words: &str| Told {
        on: Some(when),
        who: who.into(),
        how: "A meeting".into(),
        people: Some(14),
        minute: "Minute 12".into(),
        words: words.into(),
        waives: None,
    };
    let text = seen.row.text;
    let mut consulted = 0;
    for (kind, who, words) in [
        (StepKind::Consulted, "Tenants' forum", "Most liked it"),
        (StepKind::EqualityChecked, "Equality officer", "Nobody is worse off"),
        (StepKind::Scrutinised, "Overview committee", "Commended"),
    ] {
        let step = app::drafting::TakeStep { kind, told: told(who, words), text };
        let id = town.act(manager, move |cx| app::drafting::take_step(cx, draft, &step)).unwrap();
        consulted = if kind == StepKind::Consulted { id } else { consulted };
    }
    let because = "Everything in it is counted.";
    town.act(manager, move |cx| {
        let point = ("It is too long.", Some(Answer::NotAccepted), because);
        app::drafting::note_point(cx, consulted, point)
    })
    .unwrap();
    let approve = app::drafting::Approve {
        told: told("Cabinet", ""),
        text,
        in_readiness: false,
        from: Some("2026-10-01".parse().unwrap()),
        until: None,
    };
    town.act(manager, move |cx| app::drafting::approve(cx, draft, &approve)).unwrap();
    let mut jo = served.visitor();
    jo.opens("/standards/versions/3")
        .sees("You can count on all of us.")
        .sees("How this version came about Consultation Who was asked Tenants' forum")
        .sees("What people said It is too long. Not accepted: Everything in it is counted.")
        .sees("Scrutiny By Overview committee")
        .sees_no("Joan Okoro");
    jo.opens("/standards/versions/2").sees_no("How this version came about");
}

#[test]
fn an_adviser_reads_out_what_the_service_promises_besides() {
    let served = served();
    let mut ada = served.officer(Person::Adviser);
    ada.opens("/staff/contacts/new")
        .fills("channel", "letter")
        .fills("who", "nobody")
        .selects("subject", "Missed bin")
        .fills("summary", "Brown bin missed")
        .fills("ending", "case")
        .selects("assignee", "Waste team")
        .fills("next-step", "Write back")
        .fills("promised-day", "2")
        .fills("promised-month", "10")
        .fills("promised-year", "2026")
        .sends("Log contact")
        .sees("Tell the customer: We answer letters about bins within 4 working days. That is by Friday 18 September.")
        .sees("We answer letters within 10 working days. That is by Monday 28 September.")
        .sees_no("planning letters");
    let reference = ada.reference();
    // They stand on the record's page too, for whoever opens it later.
    ada.opens(&format!("/staff/records/{reference}"))
        .sees("Missed bins Running We answer letters about bins within 4 working days.");
}

#[test]
fn an_apology_is_drafted_in_the_words_of_the_charter() {
    let served = served();
    let who = served.town.stranger("Mair Evans");
    let letter = app::contacts::LogContact {
        who,
        ..served.town.with_case(rules::contacts::Channel::Letter)
    };
    let reference = served.town.logged(letter);
    served.it_is("2026-09-29T09:00");
    served.town.settle_down();
    let mut owen = served.officer(Person::Officer);
    owen.opens(&format!("/staff/records/{reference}/own-up?standard=correspondence-answered"));
    assert_eq!(
        owen.value("text").as_deref(),
        Some(
            "We are sorry. We answer letters within 10 working days. That was due by Monday 28 \
             September 2026."
        )
    );
    owen.sees("These were missed too: Missed bins").sees("This apology covers all of them");
}
