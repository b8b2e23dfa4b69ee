//! Partners: those who provide services for the body and are bound by the same standards. Their
//! contracts and declarations, and what they reached beside the body's own.

pub(crate) mod contract;
pub(crate) mod declaration;
mod shared;
pub(crate) mod show;

use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::staff::figures::range;
use crate::staff::readings::Lines;
use crate::staff::rows::push_record;
use app::Fault;
use app::access::Permission;
use app::coverage::{Compared, Partner};
use govuk::{Cell, Table, Tag, TagColour};
use maud::{Markup, html};
use rules::figures::Share;
use rules::ledger::Month;
use std::collections::BTreeSet;
use words::{dates, numbers};

/// Shows every partner, what is missing, and what they reached.
pub(crate) fn list(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let (kept, today) = (&asked.site.kept, asked.today);
    let (all, (span, compared)) = asked.read(|tx| {
        let compared = app::coverage::compared(tx, kept, today)?;
        Ok::<_, Fault>((app::coverage::partners(tx, today)?, compared))
    })?;
    let title = "Partners";
    let main = html! {
        h1.govuk-heading-l { (said.english(title)) }
        p.govuk-body { (said.english("Partners and contractors who provide services for you are bound by your standards. A provider stands in your organisation's tree, with the services that it provides.")) }
        @if all.is_empty() {
            p.govuk-body { (said.english("Your organisation names no providers.")) }
        } @else {
            (reviewed(asked, &all))
            (table(asked, &all))
            (performance(asked, span, &all, &compared))
            @if asked.acting().reach.may(Permission::Export) {
                p.govuk-body {
                    a.govuk-link href="/staff/partners/file" { (said.english("Download the contracts as CSV")) }
                }
            }
        }
    };
    let frame = Frame::new(asked, title, main);
    let back = frame.back("/staff/charter/coverage", said.english("Coverage"));
    Ok(Answer::page(back.staff()))
}

/// How many contracts were reviewed, and how many hold the standards.
fn reviewed(asked: &Asked<'_>, all: &[Partner]) -> Markup {
    let said = asked.said();
    let running = || {
        let contracts = all.iter().flat_map(|partner| &partner.contracts);
        contracts.filter(|contract| contract.runs_on(asked.today))
    };
    let number = running().count() as i64;
    let reviewed = running()
        .filter(|one| one.reviewed_on.is_some() && !one.is_overdue(asked.today))
        .count() as i64;
    let bound = running().filter(|one| one.has_standards && one.has_monitoring).count() as i64;
    let share = |part: i64| numbers::percent(part as f64 / number.max(1) as f64, 1);
    html! {
        @if number == 0 {
            p.govuk-body { (said.english("No running contract is in the register.")) }
        } @else {
            p.govuk-body {
                (said.english(format!(
                    "{}. Reviewed in time: {reviewed} ({}). With the standards and a way to monitor them: {bound} ({}).",
                    numbers::of(number, "contract runs", "contracts run"), share(reviewed), share(bound)
                )))
            }
        }
    }
}

fn table(asked: &Asked<'_>, all: &[Partner]) -> Markup {
    let said = asked.said();
    let tag = |is_good: bool, good: &'static str, bad: &'static str| match is_good {
        true => html! { (Tag::coloured(TagColour::Green, said.english(good))) },
        false => html! { (Tag::coloured(TagColour::Orange, said.english(bad))) },
    };
    let row = |partner: &Partner| {
        let running = partner.contracts.iter().filter(|one| one.runs_on(asked.today));
        let (contracts, gaps) = running.fold((0, 0), |(contracts, gaps), one| {
            (contracts + 1, gaps + i64::from(one.has_gap(asked.today)))
        });
        vec![
            Cell::new(html! {
                a.govuk-link href={ "/staff/partners/" (partner.id) } { (partner.name) }
            }),
            Cell::new(match partner.services.is_empty() {
                true => "–".to_owned(),
                false => partner.services.join(", "),
            }),
            Cell::new(match contracts {
                0 => tag(false, "", "No contract"),
                _ => tag(gaps == 0, "No gaps", "Gaps"),
            }),
            Cell::new(tag(partner.has_declared(asked.today), "Declared", "Not declared")),
        ]
    };
    html! {
        (Table {
            caption: said.english("Providers").into(),
            caption_classes: "govuk-visually-hidden",
            head: ["Provider", "Services", "Contracts", "Adopts the standards"]
                .into_iter().map(|head| said.column(head)).collect(),
            rows: all.iter().map(row).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}

/// A share with its parts; where it cannot be told, a dash.
fn share(share: Option<&Share>) -> String {
    let Some(share) = share else { return "–".to_owned() };
    match share.share {
        Some(value) => format!("{} of {}", numbers::percent(value, 1), numbers::count(share.base)),
        None => "–".to_owned(),
    }
}

/// The same standards, of the body's own services and of each provider's.
fn performance(
    asked: &Asked<'_>,
    span: (Month, Month),
    all: &[Partner],
    compared: &[Compared],
) -> Markup {
    let said = asked.said();
    if compared.is_empty() {
        return html! {
            h2.govuk-heading-m { (said.english("What they reached")) }
            p.govuk-body { (said.english("No promise of a provider's services has fallen due in the last twelve months.")) }
        };
    }
    let there: BTreeSet<i64> =
        compared.iter().flat_map(|one| one.by_provider.keys().copied()).collect();
    let providers: Vec<&Partner> = all.iter().filter(|one| there.contains(&one.id)).collect();
    let mut head = vec![said.column("Standard"), said.numbers("Your own services")];
    head.extend(providers.iter().map(|partner| Cell {
        label: partner.name.clone().into(),
        ..Cell::numeric(partner.name.as_str())
    }));
    let row = |one: &Compared| {
        let mut cells = vec![Cell::new(one.title.clone()), Cell::numeric(share(one.own.as_ref()))];
        let of = providers.iter().map(|partner| share(one.by_provider.get(&partner.id)));
        cells.extend(of.map(Cell::numeric));
        cells
    };
    html! {
        h2.govuk-heading-m { (said.english("What they reached")) }
        p.govuk-body {
            (said.english("Share of promises kept, of how many that fell due. "))
            (range(said, span)) ". "
            (said.english("A service counts with whoever provides it today."))
        }
        (Table {
            caption: said.english("Shares of your own services and of your providers'").into(),
            caption_classes: "govuk-visually-hidden",
            head,
            rows: compared.iter().map(row).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}

const HEAD: [&str; 10] = [
    "provider",
    "services",
    "contract",
    "from",
    "until",
    "has_standards",
    "has_monitoring",
    "reviewed_on",
    "review_due_on",
    "gap",
];

/// Sends the register of contracts as a file.
pub(crate) fn file(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let today = asked.today;
    let all = asked.read(|tx| app::coverage::partners(tx, today))?;
    let mut text = String::new();
    push_record(&mut text, &HEAD.map(str::to_owned));
    let mut number = 0;
    for partner in &all {
        for contract in &partner.contracts {
            let date =
                |on: Option<jiff::civil::Date>| on.map(|on| on.to_string()).unwrap_or_default();
            let line = [
                partner.name.clone(),
                partner.services.join("; "),
                contract.name.clone(),
                contract.from.to_string(),
                date(contract.until),
                contract.has_standards.to_string(),
                contract.has_monitoring.to_string(),
                date(contract.reviewed_on),
                date(contract.review_due_on),
                contract.has_gap(today).to_string(),
            ];
            push_record(&mut text, &line);
            number += 1;
        }
    }
    let kept = &asked.site.kept;
    kept.act(asked.acting(), asked.now, move |cx| app::lists::log_export(cx, "partners", number))?;
    Ok(Answer::rows(format!("contracts-{today}.csv"), Lines(Some(text))))
}

/// A date, or a dash.
fn date_or_dash(asked: &Asked<'_>, on: Option<jiff::civil::Date>) -> String {
    on.map_or("–".to_owned(), |on| dates::date(asked.said().language(), on))
}
