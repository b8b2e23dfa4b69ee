//! An officer records how far a case has come through the stages of its service.

use crate::people::Served;
use axum::http::StatusCode;
use testkit::Person;

const STAGES: &str = r#"
[[service]]
id = "waste"
title = "Waste"

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

crate::on_both_databases! {
    fn a_stage_is_recorded_and_its_promise_shows(served: &Served) {
        let plain = served.town.letter();
        let mut owen = served.officer(Person::Officer);
        owen.opens(&format!("/staff/records/{plain}")).sees_no("Record a stage");
        let text = format!("{}{STAGES}", include_str!("../../../../charters/rossendale.toml"));
        let new = app::charters::Adopt {
            charter: rules::charter::read(&text).unwrap(),
            text,
            from: served.town.today(),
            until: None,
            approval: "Cabinet".into(),
            kind: rules::charter::CharterKind::Own,
        };
        served.town.act(Person::Administrator, move |cx| app::charters::adopt(cx, &new)).unwrap();
        let letter = served.town.letter();
        owen.opens(&format!("/staff/records/{letter}"))
            .follows("Record a stage")
            .sees("“We look at it” began")
            .sends("Record the stage")
            .is(StatusCode::UNPROCESSABLE_ENTITY)
            .is_told("stage", "Select what happened");
        owen.fills("stage", "entered:assess")
            .sends("Record the stage")
            .sees("The stage is recorded")
            .sees("Stage begun : Assess")
            .sees("Looked at within 2 working days")
            .follows("Record a stage")
            .fills("stage", "finished:assess")
            .sends("Record the stage")
            .sees("Stage finished : Assess")
            .sees_no("Record a stage");
    }
}
