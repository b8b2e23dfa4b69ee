//! What a standard is: its rule in words, what is aimed at over the years, who answers for it.

use crate::http::Asked;
use crate::telling;
use govuk::{Cell, SummaryList, SummaryRow, Table};
use maud::{Markup, html};
use rules::charter::{Charter, Standard};
use rules::contacts::{Channel, Matter};
use words::{dates, standards};

/// Everything that the charter says of a standard, besides its words.
pub(super) fn facts(asked: &Asked<'_>, charter: &Charter, standard: &Standard) -> Markup {
    let said = asked.said();
    let language = said.language();
    let mut rows = Vec::new();
    let rule = standards::rule(language, standard);
    if !rule.is_empty() {
        let sentences = html! { @for sentence in &rule { (sentence) " " } };
        rows.push(SummaryRow::new(said.english("The rule"), sentences));
    }
    let mut add = |label: &'static str, value: Option<String>| {
        rows.extend(value.map(|value| SummaryRow::new(said.english(label), said.english(value))));
    };
    add("Limit", standard.limit.map(|limit| limit.to_string()));
    add("We aim for", standard.target_on(asked.today).map(|target| target.to_string()));
    let baseline = standard.baseline.as_ref();
    add("We started from", baseline.map(|from| format!("{from} in {}", from.label)));
    add("It covers", covers(asked, standard));
    add("Who answers for it", standard.owner.clone());
    let methods: Vec<String> = standard
        .methods
        .iter()
        .map(|method| standards::method(language, *method).to_string())
        .collect();
    add("How it is judged", Some(methods.join(". ")).filter(|told| !told.is_empty()));
    add("Who set it", Some(standards::origin(language, standard.origin).to_string()));
    add("Who else works by it", standard.good_practice.clone());
    let stage = standard.stage.as_ref().and_then(|id| charter.stages.iter().find(|s| s.id == *id));
    add("Stage", stage.map(|stage| stage.title.clone()));
    let from = standard.holds_from;
    add("Holds from", from.map(|date| dates::date(language, date)));
    if standard.customer_view {
        add("What it measures", Some("Quality as customers see it".to_owned()));
    }
    html! {
        (SummaryList::new(rows))
        (series(asked, standard))
    }
}

/// The channels and kinds of matter that it covers, where it names some.
fn covers(asked: &Asked<'_>, standard: &Standard) -> Option<String> {
    let said = asked.said();
    let scope = &standard.scope;
    let channels = scope.channels.iter().filter_map(|key| Channel::named(key));
    let matters = scope.matters.iter().filter_map(|key| Matter::named(key));
    let told: Vec<String> = channels
        .map(|channel| telling::channel(said, channel).to_string())
        .chain(matters.map(|matter| telling::matter(said, matter).to_string()))
        .collect();
    Some(told.join(", ")).filter(|told| !told.is_empty())
}

/// What is aimed at from year to year, by the body's own names.
fn series(asked: &Asked<'_>, standard: &Standard) -> Markup {
    let said = asked.said();
    if standard.targets.is_empty() {
        return html! {};
    }
    let has_stretch = standard.targets.iter().any(|aim| aim.stretch.is_some());
    let mut head = vec![said.column("Period"), said.column("Dates"), said.numbers("We aim for")];
    head.extend(has_stretch.then(|| said.numbers("Better still")));
    html! {
        (Table {
            caption: said.english("What we aim for over the years").into(),
            head,
            rows: standard.targets.iter().map(|aim| {
                let date = |date| dates::date(said.language(), date);
                let span = format!("{} {} {}", date(aim.from), said.both("to", "i"), date(aim.to));
                let mut cells = vec![
                    aim.label.as_str().into(),
                    span.into(),
                    Cell::numeric(aim.target.to_string()),
                ];
                let stretch = aim.stretch.map_or("–".to_owned(), |stretch| stretch.to_string());
                cells.extend(has_stretch.then(|| Cell::numeric(stretch)));
                cells
            }).collect(),
            first_cell_is_header: true,
            stacks: true,
            ..Table::default()
        })
    }
}
