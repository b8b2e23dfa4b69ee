//! What a standard would mean: the words to read out, when something received now would be due
//! and why, and the target.

use crate::http::Asked;
use crate::telling;
use app::drafting::calendar;
use maud::{Markup, html};
use rules::charter::{Charter, Kind, Standard};
use rules::clock::{Clock, Due, Pauses, Term, due, explain};
use rules::contacts::{Channel, channels_of};
use words::dates;

/// The preview of a standard of a charter.
pub(super) fn preview(asked: &Asked<'_>, charter: &Charter, standard: &Standard) -> Markup {
    let said = asked.said();
    html! {
        section #preview.kept-preview aria-labelledby="preview-heading" {
            h2 #preview-heading.govuk-heading-m { (said.english("What this would mean")) }
            h3.govuk-heading-s { (said.english("Words to read out")) }
            p.govuk-body { (standard.words) }
            (clock(asked, charter, standard))
            (aim(asked, standard))
        }
    }
}

/// When something that came now would be due, and how that is reached.
fn clock(asked: &Asked<'_>, charter: &Charter, standard: &Standard) -> Markup {
    let said = asked.said();
    let heading = html! { h3.govuk-heading-s { (said.english("When it would be due")) } };
    let Some(sentence) = without_clock(standard) else {
        return by_clock(asked, charter, standard, &heading);
    };
    html! { (heading) p.govuk-body { (said.english(sentence)) } }
}

/// Why there is no due moment to show; none if there is one.
fn without_clock(standard: &Standard) -> Option<&'static str> {
    match standard.kind {
        Kind::InTime if standard.after.is_some() => {
            Some("It starts when the standard before it is met.")
        }
        Kind::InTime if standard.limit.is_none() => {
            Some("It has no limit: times are measured only.")
        }
        Kind::InTime => None,
        Kind::ByDate => Some("By the date that the customer was told."),
        Kind::Notice => Some("It counts back from the event."),
        Kind::AdvertisedOnly => Some("It is not measured."),
        _ => Some("It is not judged contact by contact."),
    }
}

fn by_clock(asked: &Asked<'_>, charter: &Charter, standard: &Standard, heading: &Markup) -> Markup {
    let said = asked.said();
    let term = standard.limit.map_or(Term::Open, Term::Limit);
    let (Ok(clock), Some(calendar)) =
        (Clock::new(term, standard.policy), calendar(charter, standard.calendar))
    else {
        return html! {};
    };
    let calendar = calendar.as_ref();
    let none = Pauses::default();
    let found = due(&clock, calendar, asked.now, &none, &[]);
    let moment = match found {
        Due::By { .. } => {
            found.date(calendar).map(|date| dates::full(said.language(), date)).unwrap_or_default()
        }
        _ => {
            found.instant().map(|at| telling::moment(said, calendar.zone(), at)).unwrap_or_default()
        }
    };
    let reasons = explain(&clock, calendar, asked.now, &none, &[]);
    let way = words::clock::explanation(said.language(), calendar.zone(), &reasons);
    html! {
        (heading)
        p.govuk-body {
            (said.english(format!("{} that reaches you now would be due ", what(asked, standard))))
            strong { (moment) } "."
        }
        ul.govuk-list.govuk-list--bullet { @for sentence in way { li { (sentence) } } }
    }
}

/// What the standard covers, by its channels: "Letter, email or fax".
fn what(asked: &Asked<'_>, standard: &Standard) -> String {
    let possible = channels_of(standard.starts);
    let covered = Channel::ALL.iter().copied().filter(|channel| {
        let in_scope = standard.scope.channels.is_empty()
            || standard.scope.channels.iter().any(|key| key == channel.key());
        in_scope && possible.is_none_or(|can| can.contains(channel))
    });
    let names: Vec<String> = covered
        .map(|channel| telling::channel(asked.said(), channel).to_string().to_lowercase())
        .collect();
    if names.len() == Channel::ALL.len() {
        return "Anything".to_owned();
    }
    let listed = match names.split_last() {
        None => return "What".to_owned(),
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
    };
    let article = if listed.starts_with(['a', 'e', 'i', 'o', 'u']) { "An" } else { "A" };
    format!("{article} {listed}")
}

/// What is aimed at.
fn aim(asked: &Asked<'_>, standard: &Standard) -> Markup {
    let said = asked.said();
    let target = standard.target_on(asked.today);
    let stretch = standard.target_for(asked.today).and_then(|aim| aim.stretch);
    html! {
        h3.govuk-heading-s { (said.english("What you would aim at")) }
        p.govuk-body {
            @match (target, stretch) {
                (None, _) => { (said.english("No target holds today.")) },
                (Some(target), None) => { (said.english(format!("{target} today."))) },
                (Some(target), Some(stretch)) => {
                    (said.english(format!("{target} today; better still {stretch}.")))
                },
            }
        }
    }
}
