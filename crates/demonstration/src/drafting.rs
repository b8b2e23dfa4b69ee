//! The next version of the charter, which is being consulted on while somebody looks around.

use crate::charter::Version;
use crate::telling::told;
use crate::world::World;
use app::drafting::{Begin, Origin, TakeStep, begin, change, note_point, take_step};
use app::{Actor, Fault, Kept};
use jiff::{Timestamp, ToSpan};
use rules::drafting::{Answer, StepKind, Told};

/// What the draft says instead of the version in force: letters are answered sooner, with a
/// target that rises.
const CHANGES: [(&str, &str); 3] = [
    ("forms answered within 10 working days", "forms answered within 7 working days"),
    ("reply in full within 10 working days", "reply in full within 7 working days"),
    ("limit = \"10 working days\"", "limit = \"7 working days\""),
];

/// A consultation: how many days ago it ended, whom it asked, how, how many answered; and what
/// they said, with what became of it.
struct Consultation {
    days_ago: i64,
    who: &'static str,
    how: &'static str,
    people: i64,
    said: &'static [(&'static str, Answer, &'static str)],
}

const CONSULTATIONS: [Consultation; 2] = [
    Consultation {
        days_ago: 16,
        who: "Residents who wrote to us last year",
        how: "A form on the website, and a paper form at both customer service points",
        people: 214,
        said: &[
            (
                "Seven working days is better than ten, but say when it will take longer.",
                Answer::Accepted,
                "Whoever waits longer is told the date, as other standards promise already.",
            ),
            (
                "Emails should be answered within two days.",
                Answer::NotAccepted,
                "The last months in readiness show that this could not be kept; seven days could.",
            ),
        ],
    },
    Consultation {
        days_ago: 6,
        who: "Staff who answer letters and email",
        how: "Two meetings",
        people: 31,
        said: &[(
            "Planning letters need the views of others and take longer.",
            Answer::Partly,
            "Planning says so in its first reply. Whether it needs a limit of its own is looked into.",
        )],
    },
];

/// Begins the draft from the version in force and consults on it, in the weeks before `until`.
pub(crate) fn consult(kept: &Kept, world: &World) -> Result<(), Fault> {
    let actor = &world.town.actors[world.town.place("Rosalind Achebe")];
    let text = CHANGES
        .iter()
        .fold(Version::Second.text(), |text, (before, after)| text.replace(before, after));
    let today = world.hours.zone().date_of(world.until);
    let on = |days: i64| {
        let date = today.saturating_sub(days.days());
        (date, world.hours.at(date, 610.0).min(world.until))
    };
    let draft = kept
        .act(actor, on(40).1, move |cx| {
            let in_force = app::charters::in_force(cx.tx, cx.today)?;
            let version = in_force.and_then(|in_force| in_force.charter_version);
            let origin = version.map_or(Origin::File, Origin::Version);
            begin(cx, &Begin { text: Version::Second.text(), origin })
        })
        .map_err(told("beginning a draft"))?;
    kept.act(actor, on(38).1, move |cx| change(cx, draft, (1, &text)))
        .map_err(told("changing a draft"))?;
    for asked in CONSULTATIONS {
        let (date, at) = on(asked.days_ago);
        let told = Told {
            on: Some(date),
            who: asked.who.into(),
            how: asked.how.into(),
            people: Some(asked.people),
            ..Told::default()
        };
        ask(kept, (actor, at), draft, &told, asked.said)?;
    }
    Ok(())
}

fn ask(
    kept: &Kept,
    (actor, at): (&Actor, Timestamp),
    draft: i64,
    by: &Told,
    said: &'static [(&'static str, Answer, &'static str)],
) -> Result<(), Fault> {
    let step = TakeStep { kind: StepKind::Consulted, told: by.clone(), text: 2 };
    let step = kept
        .act(actor, at, move |cx| take_step(cx, draft, &step))
        .map_err(told("consulting on a draft"))?;
    for (said, answer, because) in said {
        kept.act(actor, at, move |cx| note_point(cx, step, (said, Some(*answer), because)))
            .map_err(told("writing down what people said"))?;
    }
    Ok(())
}
