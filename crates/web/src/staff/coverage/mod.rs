//! Coverage: whether everything that is promised has something and somebody behind it.

pub(crate) mod acknowledging;
pub(crate) mod confirming;
mod lists;

use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::staff::readings::Lines;
use crate::staff::rows::push_record;
use app::access::Permission;
use govuk::{Cell, NotificationBanner, SummaryList, SummaryRow, Table, Tag, TagColour};
use lists::{LISTS, List, Rows, Value};
use maud::{Markup, html};
use words::numbers;

/// Shows how many gaps each list has, and what nothing measures.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let title = "Coverage";
    let mut summary = Vec::new();
    for list in &LISTS {
        let rows = lists::rows(asked, list)?;
        let gaps = rows.rows.iter().filter(|row| row.iter().any(|value| value.is_gap)).count();
        summary.push(SummaryRow::new(
            html! { a.govuk-link href={ "/staff/charter/coverage/" (list.slug) } { (said.english(list.title)) } },
            html! { (gap_words(asked, gaps as i64, rows.rows.len() as i64)) },
        ));
    }
    let main = html! {
        h1.govuk-heading-l { (said.english(title)) }
        p.govuk-body { (said.english("Whether everything that the charter promises has something that measures it and somebody who stands behind it.")) }
        (SummaryList::new(summary))
        (lists::gaps(asked)?)
        (links(asked))
    };
    let frame = Frame::new(asked, title, main);
    Ok(Answer::page(frame.back("/staff/charter", said.english("Charter")).staff()))
}

/// Where to go from the charter: what stands behind it.
pub(in crate::staff) fn links(asked: &Asked<'_>) -> Markup {
    let said = asked.said();
    let sees = asked.acting().reach.may(Permission::SeeFigures);
    let mut links = vec![("/staff/charter/acknowledge", "Read and acknowledge the charter")];
    if sees {
        links.extend([
            ("/staff/charter/coverage", "Coverage: what stands behind each promise"),
            ("/staff/charter/readings", "Readings of standards that no record judges"),
            ("/staff/partners", "Partners and their contracts"),
        ]);
    }
    html! {
        h2.govuk-heading-m { (said.english("Behind the charter")) }
        ul.govuk-list {
            @for (href, words) in links {
                li { a.govuk-link href=(href) { (said.english(words)) } }
            }
        }
    }
}

fn gap_words(asked: &Asked<'_>, gaps: i64, all: i64) -> Markup {
    let said = asked.said();
    match gaps {
        0 => {
            html! { (Tag::coloured(TagColour::Green, said.english("No gaps"))) " " (said.english(format!("in {}", numbers::count(all)))) }
        }
        gaps => html! {
            (Tag::coloured(TagColour::Orange, said.english(numbers::of(gaps, "gap", "gaps"))))
            " " (said.english(format!("in {}", numbers::count(all))))
        },
    }
}

fn list_of(asked: &Asked<'_>) -> Result<&'static List, Trouble> {
    let slug = asked.place("list");
    LISTS.iter().find(|list| list.slug == slug).ok_or(Trouble::NotFound)
}

/// Shows one list.
pub(crate) fn list(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let list = list_of(asked)?;
    let rows = lists::rows(asked, list)?;
    let version = match list.slug {
        "services" => lists::version(asked)?,
        _ => None,
    };
    let main = html! {
        @if asked.query.given("confirmed").is_some() {
            (NotificationBanner::success(said.components(), said.english("It is recorded.")))
        }
        h1.govuk-heading-l { (said.english(list.title)) }
        p.govuk-body { (said.english(list.about)) }
        @if let Some(version) = version {
            p.govuk-body {
                (version.title) ", "
                (said.english(format!("{}.", lists::in_force(asked, version.in_force_from))))
            }
            (versions(asked, version.id)?)
            (reminders(asked, &rows))
        }
        (table(asked, list, &rows))
        @if asked.acting().reach.may(Permission::Export) {
            p.govuk-body {
                a.govuk-link href={ "/staff/charter/coverage/" (list.slug) "/file?" (asked.query.encoded()) } {
                    (said.english("Download this list as CSV"))
                }
            }
        }
    };
    let frame = Frame::new(asked, list.title, main);
    Ok(Answer::page(frame.back("/staff/charter/coverage", said.english("Coverage")).staff()))
}

/// The other versions that services confirm.
fn versions(asked: &Asked<'_>, shown: i64) -> Result<Markup, Trouble> {
    let said = asked.said();
    let today = asked.today;
    let all = asked.read(|tx| app::coverage::versions(tx, today))?;
    Ok(html! {
        @if all.len() > 1 {
            ul.govuk-list {
                @for one in all.iter().filter(|one| one.id != shown) {
                    li {
                        a.govuk-link href={ "/staff/charter/coverage/services?version=" (one.id) } {
                            (said.english(format!("The version that {}", lists::in_force(asked, one.in_force_from))))
                        }
                    }
                }
            }
        }
    })
}

/// Who has still to be reminded.
fn reminders(asked: &Asked<'_>, rows: &Rows) -> Markup {
    let said = asked.said();
    let missing: Vec<&str> = rows
        .rows
        .iter()
        .filter(|row| row.get(1).is_some_and(|state| state.text == "Not confirmed"))
        .filter_map(|row| row.first().map(|value| value.text.as_str()))
        .collect();
    html! {
        @if !missing.is_empty() {
            p.govuk-body {
                strong { (said.english("To be reminded: ")) } (missing.join(", ")) "."
            }
        }
    }
}

fn table(asked: &Asked<'_>, list: &List, rows: &Rows) -> Markup {
    let said = asked.said();
    if rows.rows.is_empty() {
        return html! { p.govuk-body { (said.english("Nothing here.")) } };
    }
    let cell = |value: &Value| -> Cell<'static> {
        let text = if value.text.is_empty() { "–" } else { &value.text };
        Cell::new(match (&value.href, value.is_gap) {
            (Some(href), _) => html! { a.govuk-link href=(href) { (text) } },
            (None, true) => html! { (Tag::coloured(TagColour::Orange, text)) },
            (None, false) => html! { (text) },
        })
    };
    html! {
        (Table {
            caption: said.english(list.title).into(),
            caption_classes: "govuk-visually-hidden",
            head: rows.head.iter().map(|head| said.column(head)).collect(),
            rows: rows.rows.iter().map(|row| row.iter().map(cell).collect()).collect(),
            stacks: true,
            ..Table::default()
        })
    }
}

/// Sends a list as a file.
pub(crate) fn file(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let list = list_of(asked)?;
    let rows = lists::rows(asked, list)?;
    let mut text = String::new();
    let head: Vec<String> =
        rows.head.iter().map(|head| head.to_lowercase().replace([' ', ','], "_")).collect();
    push_record(&mut text, &head);
    for row in &rows.rows {
        let line: Vec<String> = row.iter().map(|value| value.text.clone()).collect();
        push_record(&mut text, &line);
    }
    let (number, kept) = (rows.rows.len() as i64, &asked.site.kept);
    kept.act(asked.acting(), asked.now, move |cx| app::lists::log_export(cx, "coverage", number))?;
    let name = format!("coverage-{}-{}.csv", list.slug, asked.today);
    Ok(Answer::rows(name, Lines(Some(text))))
}
