//! The stages of a service's process, recorded on a case.

use app::Failure;
use app::cases::{RecordStage, record_stage};
use app::charters::{Adopt, adopt};
use db::args;
use jiff::civil::{Date, date};
use rules::cases::{CaseRefusal, StageStep};
use rules::charter::CharterKind;
use testkit::{Person, Town};

/// The charter with two stages of waste and a promise for the second.
const STAGES: &str = r#"
[[service]]
id = "waste"
title = "Waste"

[[stage]]
id = "apply"
service = "waste"
title = "You apply"

[[stage]]
id = "assess"
service = "waste"
title = "We look at it"

[[standard]]
id = "assessed"
title = "Looked at within 2 working days"
words = "We look at it within 2 working days."
kind = "in-time"
services = ["waste"]
stage = "assess"
starts = "stage-entered"
stops = ["stage-finished"]
limit = "2 working days"
"#;

fn with_stages(town: &Town) {
    let text = format!("{}{STAGES}", include_str!("../../../../charters/rossendale.toml"));
    let new = Adopt {
        charter: rules::charter::read(&text).unwrap(),
        text,
        from: town.today(),
        until: None,
        approval: "Cabinet".into(),
        kind: CharterKind::Own,
    };
    town.act(Person::Administrator, move |cx| adopt(cx, &new)).unwrap();
}

fn records(
    town: &Town,
    letter: &str,
    (stage, step): (&str, StageStep),
) -> Result<(), Vec<CaseRefusal>> {
    let stage = RecordStage { stage: stage.into(), step, at: None };
    match town.on_record(Person::Officer, letter, move |cx, r, v| record_stage(cx, r, v, &stage)) {
        Ok(()) => Ok(()),
        Err(Failure::Refused(refusals)) => Err(refusals),
        Err(other) => panic!("{other:?}"),
    }
}

/// The promise of the stage: when it is due and what became of it.
fn promise(town: &Town, letter: &str) -> Option<(Option<Date>, String)> {
    let sql = "SELECT p.due_on, p.outcome FROM promises p
               JOIN records r ON r.id = p.record_id JOIN standards s ON s.id = p.standard_id
               WHERE r.reference = $1 AND s.key = 'assessed'";
    town.rows(sql, args![letter], |row| Ok((row.get(0)?, row.get(1)?))).pop()
}

testkit::on_both_databases! {
    fn a_stage_starts_and_stops_its_own_promise(town: &Town) {
        use StageStep::{Entered, Finished};
        with_stages(town);
        let letter = town.letter();
        assert_eq!(promise(town, &letter), None);
        assert_eq!(
            records(town, &letter, ("assess", Finished)),
            Err(vec![CaseRefusal::StageOutOfOrder])
        );
        assert_eq!(
            records(town, &letter, ("decide", Entered)),
            Err(vec![CaseRefusal::NoSuchStage])
        );
        records(town, &letter, ("apply", Entered)).unwrap();
        assert_eq!(promise(town, &letter), None, "another stage starts nothing here");
        town.it_is("2026-09-15T11:00");
        records(town, &letter, ("apply", Finished)).unwrap();
        records(town, &letter, ("assess", Entered)).unwrap();
        let due = Some(date(2026, 9, 17));
        assert_eq!(promise(town, &letter), Some((due, "running".into())));
        assert_eq!(
            records(town, &letter, ("assess", Entered)),
            Err(vec![CaseRefusal::StageOutOfOrder])
        );
        town.it_is("2026-09-18T09:00");
        town.settle_down();
        assert_eq!(promise(town, &letter), Some((due, "missed".into())));
        records(town, &letter, ("assess", Finished)).unwrap();
        assert_eq!(promise(town, &letter), Some((due, "missed".into())));
        town.settle_down();
        assert_eq!(town.differences(), []);
        town.is_sound();
    }
}
