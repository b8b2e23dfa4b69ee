//! What to expect from each service: what binds it, stage by stage, and how it is doing.

use super::performance;
use super::standards::in_force;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::organisation::{Unit, UnitKind};
use govuk::{SummaryList, SummaryRow};
use maud::{Markup, html};
use rules::charter::{Bond, Charter, CharterKind, Standard};
use words::Language;

/// The tree of the day, whose services these are.
fn tree(asked: &Asked<'_>) -> Result<Vec<Unit>, Trouble> {
    super::enquiry::tree(asked)
}

/// A unit's name in the language of the page.
fn name<'u>(asked: &Asked<'_>, unit: &'u Unit) -> &'u str {
    let is_welsh = asked.said().language() == Language::Welsh;
    unit.welsh_name.as_deref().filter(|_| is_welsh).unwrap_or(&unit.name)
}

/// Every service.
pub(crate) fn list(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let units = tree(asked)?;
    let charter = in_force(asked)?;
    let words = |unit: &Unit| {
        let parts = charter.as_ref().map(|version| &version.charter.services)?;
        parts.iter().find(|part| part.id == unit.key).and_then(|part| part.words.clone())
    };
    let title = said.both("Our services", "Ein gwasanaethau").to_string();
    let services = units.iter().filter(|unit| unit.kind == UnitKind::Service);
    let main = html! {
        h1.govuk-heading-xl { (title) }
        p.govuk-body-l { (said.english("What you can expect from each, and how it is doing.")) }
        ul.govuk-list {
            @for service in services {
                li {
                    a.govuk-link href={ "/services/" (service.key) } { (name(asked, service)) }
                    @if let Some(words) = words(service) { br; (said.english(words)) }
                }
            }
        }
    };
    Ok(Answer::page(Frame::new(asked, &title, main).public()))
}

/// One service.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let units = tree(asked)?;
    let key = asked.place("service");
    let is_it = |unit: &&Unit| unit.kind == UnitKind::Service && unit.key == key;
    let service = units.iter().find(is_it).ok_or(Trouble::NotFound)?;
    let version = in_force(asked)?;
    let charter = version.as_ref().map(|version| &version.charter);
    let part = charter.and_then(|charter| charter.services.iter().find(|part| part.id == key));
    let title = name(asked, service).to_owned();
    let figures = performance::of_service(asked, service.id)?;
    let main = html! {
        h1.govuk-heading-xl { (title) }
        @if let Some((charter, words)) = charter.zip(part.and_then(|part| part.words.as_ref())) {
            p.govuk-body-l { (said.charter(charter, words)) }
        }
        (reached(asked, &units, service))
        @if let Some(charter) = charter {
            (stages(asked, charter, key))
            (bound(asked, charter, key))
        }
        (by_law(asked, key)?)
        h2.govuk-heading-l { (said.english("How it is doing")) }
        (figures)
        (pleased(asked))
    };
    let frame = Frame::new(asked, &title, main);
    Ok(Answer::page(frame.back("/services", said.english("All services")).public()))
}

/// Who provides it, and how to reach it: itself, and its lines, mailboxes and venues.
fn reached(asked: &Asked<'_>, units: &[Unit], service: &Unit) -> Markup {
    let said = asked.said();
    let mut rows = Vec::new();
    let provider = service.provider.and_then(|id| units.iter().find(|unit| unit.id == id));
    if let Some(provider) = provider {
        let words = html! {
            (name(asked, provider))
            (said.english(" provides it for us, and is bound by the same standards."))
        };
        rows.push(SummaryRow::new(said.english("Who provides it"), words));
    }
    let own = service.reached_by.as_ref().map(|by| (service, by));
    let places = units.iter().filter(|unit| {
        let is_place = matches!(unit.kind, UnitKind::Line | UnitKind::Mailbox | UnitKind::Venue);
        is_place && (unit.parent == Some(service.id) || unit.parent.is_none())
    });
    let reached = places.filter_map(|unit| Some((unit, unit.reached_by.as_ref()?)));
    for (unit, by) in own.into_iter().chain(reached) {
        rows.push(SummaryRow::new(name(asked, unit), by.as_str()));
    }
    let online = html! { a.govuk-link href="/enquiry" { (said.english("Tell us here")) } };
    rows.push(SummaryRow::new(said.english("On this website"), online));
    html! {
        h2.govuk-heading-l { (said.english("How to reach it")) }
        (SummaryList::new(rows))
    }
}

/// What is promised at each stage of asking for the service and receiving it.
fn stages(asked: &Asked<'_>, charter: &Charter, service: &str) -> Markup {
    let said = asked.said();
    let stages: Vec<_> = charter.stages_of(service).collect();
    html! {
        @if !stages.is_empty() {
            h2.govuk-heading-l { (said.english("What happens, stage by stage")) }
            @for (number, stage) in (1..).zip(stages) {
                h3.govuk-heading-m { (number) ". " (said.charter(charter, &stage.title)) }
                @if let Some(words) = &stage.words { p.govuk-body { (said.charter(charter, words)) } }
                @let of = |one: &&Standard| one.stage.as_ref() == Some(&stage.id);
                @if charter.standards.iter().any(|one| of(&one)) {
                    ul.govuk-list.govuk-list--bullet {
                        @for one in charter.standards.iter().filter(of) {
                            li { (link(asked, charter, one)) }
                        }
                    }
                }
            }
        }
    }
}

fn link(asked: &Asked<'_>, charter: &Charter, standard: &Standard) -> Markup {
    html! {
        a.govuk-link href={ "/standards/" (standard.id) } {
            (asked.said().charter(charter, &standard.words))
        }
    }
}

/// What the service promises besides or instead, what every service owes, and what it does not.
fn bound(asked: &Asked<'_>, charter: &Charter, service: &str) -> Markup {
    let said = asked.said();
    let all = charter.binding(service);
    let (corporate, own): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|(_, bond)| *bond == Bond::Corporate);
    let own: Vec<_> = own.into_iter().filter(|(one, _)| one.stage.is_none()).collect();
    let out: Vec<_> = charter.opted_out(service).collect();
    html! {
        @if !own.is_empty() {
            h2.govuk-heading-l { (said.english("What this service promises")) }
            ul.govuk-list.govuk-list--bullet {
                @for (one, bond) in &own { li { (link(asked, charter, one)) (layer((asked, charter), one, *bond)) } }
            }
        }
        h2.govuk-heading-l { (said.english("What every service promises")) }
        ul.govuk-list.govuk-list--bullet {
            @for (one, _) in &corporate { li { (link(asked, charter, one)) } }
        }
        @if !out.is_empty() {
            h2.govuk-heading-l { (said.english("What this service does not promise")) }
            ul.govuk-list.govuk-list--bullet {
                @for (one, out) in out {
                    li {
                        (link(asked, charter, one)) ". " (said.charter(charter, &out.because))
                        " (" (said.english(out.approved.clone())) ")"
                    }
                }
            }
        }
    }
}

/// How a service's own standard stands to the corporate one that it is layered over.
fn layer((asked, charter): (&Asked<'_>, &Charter), standard: &Standard, bond: Bond<'_>) -> Markup {
    let said = asked.said();
    match bond {
        Bond::Corporate | Bond::Own => html! {},
        Bond::Stricter(over) => html! {
            " " (said.english("This is more than every service promises: "))
            "“" (said.charter(charter, &over.words)) "”"
        },
        Bond::Instead(over) => html! {
            " " (said.english("This is less than other services promise: "))
            "“" (said.charter(charter, &over.words)) "” "
            @if let Some(because) = &standard.because { (said.charter(charter, because)) }
            @if let Some(approved) = &standard.approved { " (" (said.english(approved.clone())) ")" }
        },
    }
}

/// What the law asks of the service.
fn by_law(asked: &Asked<'_>, service: &str) -> Result<Markup, Trouble> {
    let said = asked.said();
    let kept = &asked.site.kept;
    let beside = asked.read(|tx| app::charters::beside_on(tx, kept, asked.today))?;
    let packs = beside.iter().filter(|version| version.kind == CharterKind::Statutory);
    let standards: Vec<(&Charter, &Standard)> = packs
        .flat_map(|pack| {
            let binding = pack.charter.binding(service).into_iter();
            binding.map(|(standard, _)| (&pack.charter, standard))
        })
        .collect();
    Ok(html! {
        @if !standards.is_empty() {
            h2.govuk-heading-l {
                (said.english("What the law asks of it"))
                (telling::charter_kind(said, CharterKind::Statutory))
            }
            ul.govuk-list.govuk-list--bullet {
                @for (pack, standard) in standards { li { (link(asked, pack, standard)) } }
            }
        }
    })
}

fn pleased(asked: &Asked<'_>) -> Markup {
    let said = asked.said();
    html! {
        p.govuk-body {
            a.govuk-link href="/enquiry?matter=complaint" { (said.english("Tell us if we missed it")) }
            ". " (said.english("We are pleased to hear when you are satisfied: "))
            a.govuk-link href="/enquiry?matter=compliment" { (said.english("tell us what went well")) } "."
        }
    }
}
