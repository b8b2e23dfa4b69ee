//! What a correction asks for, and how it is read.

use crate::http::{Asked, Fields};
use crate::moments::MomentQuestion;
use crate::telling;
use app::corrections::{Correct, Offer};
use govuk::{Choice, Errors, Label, Legend, Radios, Textarea};
use maud::{Markup, html};
use rules::corrections::{Correction, CorrectionKind};
use rules::facts::FactKind;

const RECEIVED: MomentQuestion = MomentQuestion {
    name: "received",
    date: "Date received",
    time: "Time received",
    what: "it was received",
};

const DONE: MomentQuestion =
    MomentQuestion { name: "done", date: "Date done", time: "Time done", what: "it was done" };

const FROM: MomentQuestion = MomentQuestion {
    name: "from",
    date: "Date the pause began",
    time: "Time the pause began",
    what: "the pause began",
};

const TO: MomentQuestion = MomentQuestion {
    name: "to",
    date: "Date the pause ended",
    time: "Time the pause ended",
    what: "the pause ended",
};

/// The questions of a kind of correction.
pub(super) fn ask(
    asked: &Asked<'_>,
    kind: CorrectionKind,
    offer: &Offer,
    errors: &Errors<'_>,
) -> Markup {
    let said = asked.said();
    let form = asked.form;
    let reasons = offer.reasons(kind);
    let choices = reasons.iter().map(|key| Choice::new(*key, telling::reason(said, key)));
    let legend = match kind {
        CorrectionKind::Pause => "What were we waiting for?",
        _ => "Why is it corrected?",
    };
    html! {
        (what(asked, kind, offer, errors))
        (Radios {
            name: "reason",
            legend: Legend::new(said.english(legend)),
            error: errors.get("reason"),
            value: form.typed("reason"),
            choices: choices.collect(),
            ..Radios::default()
        })
        (Textarea {
            id: "evidence",
            name: "evidence",
            label: Label::new(said.english("How is it known?")),
            hint: Some(said.english(
                "Such as the number in the post log, the sent email, the record of the call").into()),
            error: errors.get("evidence"),
            value: form.typed("evidence").unwrap_or(""),
            rows: 3,
            ..Textarea::default()
        })
    }
}

fn what(asked: &Asked<'_>, kind: CorrectionKind, offer: &Offer, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let form = asked.form;
    match kind {
        CorrectionKind::Received => html! {
            @if let Some(at) = offer.received {
                p.govuk-body {
                    (said.english("It stands as received on "))
                    strong { (telling::moment(said, &asked.zone, at)) } "."
                }
            }
            (RECEIVED.ask(asked, form, errors))
        },
        CorrectionKind::Stop => html! {
            (radios(asked, ("stop", "What was done?"), stops(asked, offer), errors))
            (DONE.ask(asked, form, errors))
        },
        CorrectionKind::Pause => html! {
            (FROM.ask(asked, form, errors))
            p.govuk-body { (said.english("Leave the end empty if we are still waiting.")) }
            (TO.ask(asked, form, errors))
        },
        CorrectionKind::Exclusion | CorrectionKind::Reopening => {
            let choices = offer
                .standards
                .iter()
                .map(|(key, title)| Choice::new(key.as_str(), said.english(title.clone())));
            radios(asked, ("standard", "Which promise?"), choices.collect(), errors)
        }
    }
}

fn radios(
    asked: &Asked<'_>,
    (name, legend): (&'static str, &'static str),
    choices: Vec<Choice<'_>>,
    errors: &Errors<'_>,
) -> Markup {
    html! {
        (Radios {
            name,
            legend: Legend::new(asked.said().english(legend)),
            error: errors.get(name),
            value: asked.form.typed(name),
            choices,
            ..Radios::default()
        })
    }
}

/// What was done and can be moved, then what may have been forgotten.
fn stops<'a>(asked: &'a Asked<'_>, offer: &Offer) -> Vec<Choice<'a>> {
    let said = asked.said();
    let known = offer.stops.iter().map(|stop| {
        let at = telling::moment(said, &asked.zone, stop.happened);
        Choice::new(stop.id.to_string(), telling::fact(said, stop.kind))
            .hint(said.english(format!("It stands as done on {at}")))
    });
    let forgotten = offer.stop_kinds.iter().map(|kind| {
        Choice::new(kind.key(), telling::fact(said, *kind)).hint(said.english("Nobody entered it"))
    });
    known.chain(forgotten).collect()
}

/// Reads a correction; none if something is missing, which is told.
pub(super) fn read(
    asked: &Asked<'_>,
    kind: CorrectionKind,
    offer: &Offer,
    errors: &mut Errors<'_>,
) -> Option<Correct> {
    let form = asked.form;
    let correction = match kind {
        CorrectionKind::Received => RECEIVED.read(asked, errors).map(Correction::Received),
        CorrectionKind::Stop => stop(asked, offer, errors),
        CorrectionKind::Pause => pause(asked, errors),
        CorrectionKind::Exclusion | CorrectionKind::Reopening => {
            let standard = form.given("standard").map(str::to_owned);
            if standard.is_none() {
                errors.add("standard", "Select the promise that should not count");
            }
            standard.map(|standard| Correction::Exclusion { standard })
        }
    };
    if form.given("reason").is_none() {
        errors.add("reason", "Select a reason");
    }
    if form.given("evidence").is_none() {
        errors.add("evidence", "Enter how it is known, such as the number in the post log");
    }
    let evidence = form.text("evidence").to_owned();
    let reason = form.text("reason").to_owned();
    correction.filter(|_| errors.is_empty()).map(|correction| Correct {
        correction,
        reason,
        evidence,
    })
}

fn stop(asked: &Asked<'_>, offer: &Offer, errors: &mut Errors<'_>) -> Option<Correction> {
    let chosen = chosen(asked.form, offer);
    if chosen.is_none() {
        errors.add("stop", "Select what was done");
    }
    let at = DONE.read(asked, errors);
    let ((replaces, kind), at) = chosen.zip(at)?;
    Some(Correction::Stop { replaces, kind, at })
}

/// A stop that was chosen: one that is there, by its number, or one that was forgotten.
fn chosen(form: &Fields, offer: &Offer) -> Option<(Option<i64>, FactKind)> {
    let known = form.number("stop").and_then(|id| offer.stops.iter().find(|stop| stop.id == id));
    match known {
        Some(stop) => Some((Some(stop.id), stop.kind)),
        None => FactKind::named(form.text("stop")).map(|kind| (None, kind)),
    }
}

fn pause(asked: &Asked<'_>, errors: &mut Errors<'_>) -> Option<Correction> {
    let from = FROM.read(asked, errors);
    let to = if TO.is_empty(asked.form) { None } else { Some(TO.read(asked, errors)?) };
    from.map(|from| Correction::Pause { from, to })
}
