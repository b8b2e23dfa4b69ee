//! Who spoke first of a missed promise.

use jiff::Timestamp;
use rules::facts::{Detail, Evidence, Fact, FactKind};
use rules::promises_told::{First, OwnedUp, Way, is_owned_up_to, spoke, told};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn fact(id: i64, kind: FactKind, happened: &str, standard: Option<&str>) -> Fact {
    let detail = Detail { standard: standard.map(str::to_owned), ..Detail::default() };
    let (happened, replaces) = (at(happened), None);
    Fact { id, kind, happened, recorded: happened, evidence: Evidence::Entered, replaces, detail }
}

const MISSED: &str = "2026-09-10T23:00:00Z";

#[test]
fn who_spoke_first_follows_from_the_moments_after_the_miss() {
    let (own, asks) = (FactKind::OwnedUp, FactKind::ProgressAsked);
    let before = "2026-09-10T22:59:59Z";
    for (case, facts, complaint, first) in [
        ("nothing was said", vec![], None, First::Nobody),
        ("we told at the moment", vec![(own, MISSED, Some("reply"))], None, First::We),
        ("we told too early", vec![(own, before, Some("reply"))], None, First::Nobody),
        ("we told of another", vec![(own, MISSED, Some("call"))], None, First::Nobody),
        ("we told of everything", vec![(own, MISSED, None)], None, First::We),
        ("they asked", vec![(asks, MISSED, None)], None, First::Customer),
        ("they asked before it was due", vec![(asks, before, None)], None, First::Nobody),
        ("they complained", vec![], Some("2026-09-11T09:00:00Z"), First::Customer),
        ("they complained of something before", vec![], Some(before), First::Nobody),
        (
            "we told, then they complained",
            vec![(own, "2026-09-11T08:59:59Z", Some("reply"))],
            Some("2026-09-11T09:00:00Z"),
            First::We,
        ),
        (
            "they complained and we told in the same moment",
            vec![(own, "2026-09-11T09:00:00Z", Some("reply"))],
            Some("2026-09-11T09:00:00Z"),
            First::Customer,
        ),
        (
            "they asked, then we told",
            vec![(asks, "2026-09-11T08:00:00Z", None), (own, "2026-09-11T09:00:00Z", None)],
            None,
            First::Customer,
        ),
        ("something else happened", vec![(FactKind::Responded, MISSED, None)], None, First::Nobody),
    ] {
        let facts: Vec<Fact> = facts
            .into_iter()
            .enumerate()
            .map(|(id, (kind, happened, standard))| fact(id as i64 + 1, kind, happened, standard))
            .collect();
        let complaints: Vec<Timestamp> = complaint.into_iter().map(at).collect();
        let missed = at(MISSED);
        let found = First::of(told("reply", missed, &facts), spoke(missed, &facts, &complaints));
        assert_eq!(found, first, "{case}");
    }
}

#[test]
fn the_share_is_of_all_misses_and_silence_counts_against_us() {
    let mut owned_up = OwnedUp::default();
    assert_eq!(owned_up.share(), None);
    for first in [First::We, First::Customer, First::Nobody, First::Nobody] {
        owned_up.add(first);
    }
    assert_eq!((owned_up.all(), owned_up.share()), (4, Some(0.25)));
    assert_eq!(First::ALL.map(|first| owned_up.of(first)), [1, 1, 2]);
}

#[test]
fn customers_are_told_of_what_they_could_not_see_for_themselves() {
    const HEAD: &str = r#"
        [charter]
        id = "told"
        title = "Told"
        body = "Netherby Town Council"
        [calendar]
        nation = "england-and-wales"
        hours = "Mo-Fr 09:00-17:00"
        [[standard]]
        id = "one"
        title = "One"
        words = "We do it."
    "#;
    for (rule, is_told) in [
        (
            r#"kind = "in-time"; starts = "call-offered"; stops = ["call-answered"]; limit = "20 seconds""#,
            false,
        ),
        (r#"kind = "in-time"; starts = "arrived"; stops = ["seen"]; limit = "10 minutes""#, false),
        (
            r#"kind = "in-time"; starts = "received"; stops = ["responded"]; limit = "10 working days""#,
            true,
        ),
        (r#"kind = "by-date"; starts = "date-told"; stops = ["responded"]"#, true),
        (r#"kind = "share"; starts = "received"; yes = ["settled"]; no = ["not-settled"]"#, false),
        (r#"kind = "advertised-only"; not_measured_because = "It is a matter of manners""#, false),
    ] {
        let text = format!("{HEAD}\n{}\n", rule.replace("; ", "\n"));
        let charter = rules::charter::read(&text).unwrap();
        assert_eq!(is_owned_up_to(&charter.standards[0]), is_told, "{rule}");
    }
}

#[test]
fn ways_and_firsts_are_found_by_their_keys() {
    for way in Way::ALL {
        assert_eq!(Way::named(way.key()), Some(way));
    }
    for first in First::ALL {
        assert_eq!(First::named(first.key()), Some(first));
    }
}
