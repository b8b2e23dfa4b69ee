//! The statutory packs, played at their boundaries. Each row was worked out by hand: what
//! happened, when one looks, and what one standard of the pack says then.

use crate::making::at;
use crate::scripts::Body;
use rules::contacts::{Channel, Matter};
use rules::ledger::{Subject, owed};

macro_rules! pack {
    ($name:literal) => {
        ($name, include_str!(concat!("../../../../charters/", $name, ".toml")))
    };
}

const PACKS: [(&str, &str); 13] = [
    pack!("lgsco"),
    pack!("housing-ombudsman"),
    pack!("spso"),
    pack!("nipso"),
    pack!("psow"),
    pack!("adult-social-care"),
    pack!("childrens-social-care"),
    pack!("foi"),
    pack!("foi-scotland"),
    pack!("eir"),
    pack!("subject-access"),
    pack!("data-protection-complaints"),
    pack!("awaabs-law"),
];

/// One case: what happened, as known when, and what is said of the standard then.
pub(crate) type Case<'a> = (&'a str, &'a [&'a str], &'a str, &'a str);

fn body_of(pack: &str) -> Body {
    let (_, text) = PACKS.iter().find(|(name, _)| *name == pack).unwrap();
    Body::of(text)
}

/// Plays a pack. Standards are named without the name of the pack.
#[track_caller]
pub(crate) fn play(pack: &str, cases: &[Case<'_>]) {
    let body = body_of(pack);
    for (standard, script, as_of, expected) in cases {
        let id = format!("{pack}-{standard}");
        let matter = &body.charter.standard(&id).unwrap().scope.matters[0];
        let (facts, _) = body.facts(script);
        let subject = Subject {
            channel: Channel::Letter,
            matter: Matter::named(matter).unwrap(),
            service: "housing",
            about: "",
            conditions: &[],
        };
        let as_of = at(body.zone(), as_of);
        let all = owed(&body.charter, &body.calendars, &subject, &facts, as_of);
        let told: Vec<String> = all
            .iter()
            .filter(|promise| body.charter.standards[promise.standard].id == id)
            .map(|promise| {
                let told = body.told(promise);
                let warned = promise.warned.and_then(|due| due.date(&body.calendars.body));
                warned.map_or(told.clone(), |date| format!("{told}, warned {date}"))
            })
            .collect();
        let expected: Vec<String> =
            (!expected.is_empty()).then(|| format!("{id}: {expected}")).into_iter().collect();
        assert_eq!(told, expected, "{script:#?} as known at {as_of}");
    }
}

#[test]
fn every_pack_reads_and_says_where_each_rule_comes_from() {
    for (name, text) in PACKS {
        let charter = rules::charter::read(text).unwrap();
        assert_eq!((charter.id.as_str(), charter.statutory), (name, true));
        for standard in &charter.standards {
            assert!(standard.source.is_some() && standard.grade.is_some(), "{}", standard.id);
            // The procedure of Northern Ireland begins on another day for each body.
            assert_eq!(standard.holds_from.is_none(), name == "nipso", "{}", standard.id);
            assert!(!standard.scope.matters.is_empty(), "{} names its matter", standard.id);
        }
    }
}

#[test]
fn no_two_packs_share_the_name_of_a_standard() {
    let mut ids: Vec<String> = PACKS
        .iter()
        .flat_map(|(name, _)| body_of(name).charter.standards)
        .map(|standard| standard.id)
        .collect();
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), all);
    assert!(all >= 30, "{all} standards");
}

#[test]
fn complaints_to_councils_in_england() {
    let received = "2025-12-19T16:55 received";
    let at_once = "2025-12-19T17:00 acknowledged";
    let last = "2025-12-30T16:00 acknowledged";
    let ten = "2026-01-09T12:00 extended by=10_working_days";
    let fifteen = "2026-01-09T12:00 extended by=15_working_days";
    let told = "2026-01-09T12:05 extension-told";
    let allowed = "2026-01-12T09:00 extension-authorised";
    let plain = "without extension 2026-01-14";
    play(
        "lgsco",
        &[
            ("stage-1-acknowledged", &[received], "2025-12-22", "running, due 2025-12-30"),
            ("stage-1-answered", &[received], "2025-12-22", "running, due 2026-01-14, provisional"),
            ("stage-1-answered", &[received, at_once], "2025-12-22", "running, due 2026-01-07"),
            ("stage-1-answered", &[received, last], "2026-01-02", "running, due 2026-01-14"),
            (
                "stage-1-answered",
                &[received, last, ten, told],
                "2026-01-20",
                &format!("running, due 2026-01-28, {plain}"),
            ),
            ("stage-1-answered", &[received, last, ten], "2026-01-20", "missed, due 2026-01-14"),
            (
                "stage-1-answered",
                &[received, last, fifteen, told],
                "2026-01-20",
                &format!("running, due 2026-01-28, {plain}"),
            ),
            (
                "stage-1-answered",
                &[received, last, fifteen, told, allowed],
                "2026-01-20",
                &format!("running, due 2026-02-04, {plain}"),
            ),
            ("stage-2-acknowledged", &[received], "2026-03-03", ""),
            // Before the Code there was no such promise.
            ("stage-1-acknowledged", &["2024-02-07T10:00 received"], "2024-02-20", ""),
        ],
    );
    let (received, escalated) = ("2026-02-02T10:00 received", "2026-03-02T10:00 escalated");
    let acknowledged = "2026-03-04T10:00 acknowledged";
    let more = "2026-03-25T10:00 extended by=20_working_days";
    play(
        "lgsco",
        &[
            (
                "stage-2-acknowledged",
                &[received, escalated],
                "2026-03-03",
                "running, due 2026-03-09",
            ),
            (
                "stage-2-answered",
                &[received, escalated, acknowledged],
                "2026-03-05",
                "running, due 2026-04-01",
            ),
            (
                "stage-2-answered",
                &[received, escalated, acknowledged, more, "2026-03-25T10:00 extension-told"],
                "2026-04-02",
                "running, due 2026-05-01, without extension 2026-04-01",
            ),
        ],
    );
}

#[test]
fn complaints_to_social_landlords_in_england() {
    let received = "2026-03-02T10:00 received";
    let by_machine = "2026-03-02T10:01 acknowledged";
    let defined = "2026-03-06T10:00 complaint-defined";
    let (more, told) =
        ("2026-03-18T10:00 extended by=10_working_days", "2026-03-18T10:00 extension-told");
    play(
        "housing-ombudsman",
        &[
            (
                "stage-1-acknowledged",
                &[received, by_machine],
                "2026-03-10",
                "missed, due 2026-03-09",
            ),
            (
                "stage-1-acknowledged",
                &[received, by_machine, defined],
                "2026-03-10",
                "kept, due 2026-03-09, ended 2026-03-06 10:00",
            ),
            ("stage-1-answered", &[received, defined], "2026-03-10", "running, due 2026-03-20"),
            (
                "stage-1-answered",
                &[received, defined, more, told],
                "2026-03-25",
                "running, due 2026-04-07, without extension 2026-03-20",
            ),
            (
                "stage-2-acknowledged",
                &[received, "2026-03-31T10:00 escalated"],
                "2026-04-01",
                "running, due 2026-04-09",
            ),
        ],
    );
}

#[test]
fn complaints_in_scotland_count_the_day_of_receipt() {
    let received = "2026-03-02T10:00 received";
    let escalated = "2026-03-02T10:00 escalated";
    let by = |limit: &str| format!("2026-03-05T10:00 extended by={limit}");
    let (five, ten, forty) = (by("5_working_days"), by("10_working_days"), by("40_working_days"));
    let strike = "2026-03-04T09:00 paused reason=industrial-action";
    let over = "2026-03-05T18:00 resumed";
    let plain = "without extension 2026-03-06";
    play(
        "spso",
        &[
            ("stage-1-answered", &[received], "2026-03-03", "running, due 2026-03-06"),
            ("stage-1-answered", &[received], "2026-03-07", "missed, due 2026-03-06"),
            (
                "stage-1-answered",
                &["2026-03-02T17:00 received"],
                "2026-03-03",
                "running, due 2026-03-09",
            ),
            (
                "stage-1-answered",
                &["2026-03-07T12:00 received"],
                "2026-03-09",
                "running, due 2026-03-13",
            ),
            // 15 June 2026 is a bank holiday in Scotland, by proclamation.
            (
                "stage-1-answered",
                &["2026-06-12T10:00 received"],
                "2026-06-13",
                "running, due 2026-06-19",
            ),
            (
                "stage-1-answered",
                &[received, &five],
                "2026-03-09",
                &format!("running, due 2026-03-13, {plain}"),
            ),
            (
                "stage-1-answered",
                &[received, &ten],
                "2026-03-09",
                &format!("running, due 2026-03-13, {plain}"),
            ),
            (
                "stage-1-answered",
                &[received, strike, over],
                "2026-03-06",
                "running, due 2026-03-10",
            ),
            (
                "stage-2-acknowledged",
                &[received, escalated],
                "2026-03-03",
                "running, due 2026-03-04",
            ),
            ("stage-2-answered", &[received, escalated], "2026-03-03", "running, due 2026-03-27"),
            (
                "stage-2-answered",
                &[received, escalated, &forty],
                "2026-03-30",
                "running, due 2026-05-27, without extension 2026-03-27",
            ),
            // Agreed what settles it: the investigation may stop.
            (
                "stage-2-answered",
                &[received, escalated, "2026-03-20T10:00 resolved"],
                "2026-04-30",
                "kept, due 2026-03-27, ended 2026-03-20 10:00",
            ),
        ],
    );
}

#[test]
fn complaints_in_northern_ireland_and_wales() {
    let received = "2026-03-16T10:00 received";
    let escalated = "2026-07-10T10:00 escalated";
    play(
        "nipso",
        &[
            // Saint Patrick's Day and 13 July, for the Battle of the Boyne, are bank holidays.
            ("stage-1-answered", &[received], "2026-03-17", "running, due 2026-03-24"),
            (
                "stage-1-answered",
                &[received, "2026-03-20T10:00 extended by=5_working_days"],
                "2026-03-25",
                "running, due 2026-03-31, without extension 2026-03-24",
            ),
            (
                "stage-2-acknowledged",
                &[received, escalated],
                "2026-07-11",
                "running, due 2026-07-16",
            ),
            ("stage-2-answered", &[received, escalated], "2026-07-11", "running, due 2026-08-10"),
        ],
    );
    let received = "2026-04-02T10:00 received";
    let escalated = "2026-05-04T10:00 escalated";
    play(
        "psow",
        &[
            ("stage-1-answered", &[received], "2026-04-03", "running, due 2026-04-20"),
            (
                "stage-2-acknowledged",
                &[received, escalated],
                "2026-05-05",
                "running, due 2026-05-11",
            ),
            ("stage-2-answered", &[received, escalated], "2026-05-05", "running, due 2026-06-02"),
        ],
    );
}

#[test]
fn complaints_about_social_care() {
    let received = "2026-04-01T10:00 received";
    let agreed = "2026-09-30T10:00 extended by=1_month";
    play(
        "adult-social-care",
        &[
            ("acknowledged", &[received], "2026-04-02", "running, due 2026-04-08"),
            ("answered", &[received], "2026-04-02", "running, due 2026-10-01, warned 2026-09-30"),
            (
                "answered",
                &[received, agreed, "2026-09-30T10:00 extension-told"],
                "2026-10-02",
                "running, due 2026-11-01, without extension 2026-10-01, warned 2026-10-31",
            ),
        ],
    );
    let received = "2026-06-01T10:00 received";
    let told = "2026-06-10T10:00 extension-told";
    let escalated = "2026-07-01T10:00 escalated";
    play(
        "childrens-social-care",
        &[
            ("stage-1-answered", &[received], "2026-06-02", "running, due 2026-06-15"),
            (
                "stage-1-answered",
                &[received, "2026-06-10T10:00 extended by=10_working_days", told],
                "2026-06-16",
                "running, due 2026-06-29, without extension 2026-06-15",
            ),
            ("stage-2-answered", &[received, escalated], "2026-07-02", "running, due 2026-08-05"),
            (
                "stage-2-answered",
                &[
                    received,
                    escalated,
                    "2026-08-05T10:00 extended by=40_working_days",
                    "2026-08-05T10:00 extension-told",
                ],
                "2026-08-06",
                "running, due 2026-10-01, without extension 2026-08-05",
            ),
            (
                "stage-3-panel",
                &[received, escalated, "2026-09-01T10:00 panel-asked"],
                "2026-09-02",
                "running, due 2026-10-13",
            ),
            (
                "stage-3-panel",
                &[received, "2026-09-01T10:00 panel-asked", "2026-10-13T14:00 panel-held"],
                "2026-10-14",
                "kept, due 2026-10-13, ended 2026-10-13 14:00",
            ),
        ],
    );
}

#[test]
fn requests_for_information() {
    let spring = "2026-03-30T10:00 received";
    let june = "2026-06-01T10:00 received";
    let asked = "2026-06-10T10:00 paused reason=clarification-asked";
    let came = "2026-06-22T10:00 resumed";
    play(
        "foi",
        &[
            ("answered", &["2020-01-04T10:00 received"], "2020-01-06", "running, due 2020-01-31"),
            // 19 September 2022 was proclaimed a bank holiday.
            ("answered", &["2022-09-01T10:00 received"], "2022-09-02", "running, due 2022-09-30"),
            ("answered", &[spring], "2026-03-31", "running, due 2026-04-29"),
            ("answered", &[june], "2026-06-02", "running, due 2026-06-30"),
            ("answered", &[june, asked], "2026-06-20", "running, paused"),
            // Received when the clarification came.
            ("answered", &[june, asked, came], "2026-06-23", "running, due 2026-07-21"),
        ],
    );
    play("foi-scotland", &[("answered", &[spring], "2026-03-31", "running, due 2026-04-28")]);
    let more = "2026-06-29T10:00 extended by=20_working_days";
    play(
        "eir",
        &[
            ("answered", &[june], "2026-06-02", "running, due 2026-06-30"),
            ("answered", &[june, more], "2026-07-01", "missed, due 2026-06-30"),
            (
                "answered",
                &[june, more, "2026-06-30T17:00 extension-told"],
                "2026-07-01",
                "running, due 2026-07-29, without extension 2026-06-30",
            ),
        ],
    );
}

#[test]
fn requests_for_own_data() {
    let june = "2026-06-01T10:00 received";
    let asked = "2026-06-10T10:00 paused reason=clarification-asked";
    let came = "2026-06-15T15:00 resumed";
    let saturday = "2026-01-31T10:00 received";
    let more = "2026-02-20T10:00 extended by=2_months";
    let proof = "2026-01-31T10:05 paused reason=proof-of-identity";
    play(
        "subject-access",
        &[
            ("answered", &[june], "2026-06-02", "running, due 2026-07-01"),
            // Both end days are out: six of them.
            ("answered", &[june, asked, came], "2026-06-16", "running, due 2026-07-07"),
            ("answered", &[june, asked], "2026-06-16", "running, paused"),
            // The month in which to tell is lengthened too.
            (
                "answered",
                &[
                    june,
                    asked,
                    came,
                    "2026-07-07T10:00 extended by=2_months",
                    "2026-07-07T16:00 extension-told",
                ],
                "2026-07-08",
                "running, due 2026-09-07, without extension 2026-07-07",
            ),
            ("answered", &[saturday], "2026-02-02", "running, due 2026-03-02"),
            (
                "answered",
                &[saturday, more, "2026-02-20T10:00 extension-told"],
                "2026-03-03",
                "running, due 2026-04-30, without extension 2026-03-02",
            ),
            (
                "answered",
                &[saturday, more, "2026-03-03T09:00 extension-told"],
                "2026-03-03T10:00",
                "missed, due 2026-03-02",
            ),
            ("answered", &[saturday, proof], "2026-05-04", "running, paused"),
            (
                "answered",
                &[saturday, proof, "2026-02-16T09:00 resumed"],
                "2026-02-17",
                "running, due 2026-03-16",
            ),
        ],
    );
}

#[test]
fn complaints_about_personal_data_have_two_readings() {
    let received = "2026-06-22T10:00 received";
    play(
        "data-protection-complaints",
        &[
            (
                "acknowledged",
                &[received],
                "2026-06-23",
                "running, due 2026-07-22, warned 2026-07-21",
            ),
            (
                "acknowledged",
                &[received, "2026-06-22T10:00:05 acknowledged"],
                "2026-06-23",
                "kept, due 2026-07-22, ended 2026-06-22 10:00:05, warned 2026-07-21",
            ),
            // Both readings end on a closed day, and move on to the same one.
            (
                "acknowledged",
                &["2026-06-19T10:00 received"],
                "2026-06-20",
                "running, due 2026-07-20",
            ),
            ("acknowledged", &["2026-06-18T10:00 received"], "2026-06-20", ""),
            ("answered", &[received], "2027-06-23", "running"),
        ],
    );
}

#[test]
fn hazards_in_rented_homes() {
    let aware = "2026-03-02T10:00 received";
    let investigated = "2026-03-10T10:00 hazard-investigated";
    let no_emergency = "2026-03-02T11:00 condition-answered holds=emergency-hazard:no";
    play(
        "awaabs-law",
        &[
            ("emergency-made-safe", &[aware], "2026-03-02T12:00", "running, due 2026-03-03 10:00"),
            (
                "emergency-made-safe",
                &[aware, no_emergency],
                "2026-03-04",
                "not counted, due 2026-03-03 10:00, ended 2026-03-02 11:00, outside the promise",
            ),
            ("investigated", &[aware], "2026-03-03", "running, due 2026-03-16"),
            ("summary-sent", &[aware], "2026-03-03", "running, due 2026-03-19, provisional"),
            ("summary-sent", &[aware, investigated], "2026-03-11", "running, due 2026-03-13"),
            ("made-safe", &[aware, investigated], "2026-03-11", "running, due 2026-03-17"),
            ("work-begun", &[aware, investigated], "2026-03-11", "running, due 2026-03-17"),
            (
                "work-begun-at-latest",
                &[aware, investigated],
                "2026-03-20",
                "running, due 2026-06-02",
            ),
        ],
    );
}
