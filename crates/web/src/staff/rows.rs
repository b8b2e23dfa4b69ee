//! Rows of promises: the one table of every list, and the same as a file.

use crate::http::{Asked, Fields, Rows};
use crate::telling;
use app::lists::{COUNTED, Filter, Key, ListPage, ListRow, Order, list};
use app::{Actor, Fault, Kept};
use govuk::{Cell, PageLink, Pagination, Table};
use maud::{Markup, html};
use rules::calendar::Zone;
use std::sync::Arc;

/// How many rows a page has.
pub(super) const PER_PAGE: usize = 50;

/// A page of a list, with the way to the next one.
pub(super) fn table(asked: &Asked<'_>, page: &ListPage, query: &Fields) -> Markup {
    let said = asked.said();
    let zone = &asked.zone;
    if page.rows.is_empty() {
        return html! { p.govuk-body { (said.english("Nothing here.")) } };
    }
    let count = match page.count {
        COUNTED.. => format!("{}+", words::numbers::count(COUNTED as i64)),
        count => words::numbers::count(count as i64),
    };
    let next = page.next.map(|key| {
        let query = query.clone().with("after", key.to_string()).encoded();
        PageLink::new(format!("{}?{query}", asked.path))
    });
    let heads = ["Due", "Promise", "Reference", "About", "Customer", "Service", "Who", "State"];
    html! {
        p.govuk-body { (count) " " (said.english("in all")) }
        (Table {
            caption: said.english("Promises").into(),
            caption_classes: "govuk-visually-hidden",
            head: heads.into_iter().map(|head| said.column(head)).collect(),
            rows: page.rows.iter().map(|row| vec![
                Cell::new(telling::due(said, zone, (row.due_at, row.due_on), asked.now)),
                row.title.as_str().into(),
                Cell::new(html! {
                    a.govuk-link.kept-reference href={ "/staff/records/" (row.reference) } {
                        (telling::reference(&row.reference))
                    }
                }),
                row.summary.as_str().into(),
                row.customer.as_deref().unwrap_or("–").into(),
                row.service.as_str().into(),
                row.owner.as_deref().unwrap_or("–").into(),
                Cell::new(telling::outcome_tag(said, row.outcome, row.is_paused)),
            ]).collect(),
            stacks: true,
            ..Table::default()
        })
        (Pagination { next, ..Pagination::new(said.components()) })
    }
}

/// A whole list as a file, read page by page.
pub(super) struct File {
    kept: Kept,
    actor: Actor,
    zone: Arc<Zone>,
    filters: Vec<Filter>,
    order: Order,
    after: Option<Key>,
    is_begun: bool,
    is_done: bool,
}

impl File {
    pub(super) fn new(asked: &Asked<'_>, filters: Vec<Filter>, order: Order) -> File {
        File {
            kept: asked.site.kept.clone(),
            actor: asked.acting().clone(),
            zone: Arc::clone(&asked.zone),
            filters,
            order,
            after: None,
            is_begun: false,
            is_done: false,
        }
    }
}

impl Rows for File {
    fn next(&mut self) -> Result<Option<String>, Fault> {
        let mut text = String::new();
        if !self.is_begun {
            self.is_begun = true;
            text.push_str(
                "reference,received,due_at,due_on,promise,about,customer,channel,service,who,outcome,done\r\n",
            );
        }
        if self.is_done {
            return Ok(Some(text).filter(|text| !text.is_empty()));
        }
        let (actor, filters, order) = (&self.actor, &self.filters, self.order);
        let page = self.kept.read(|tx| list(tx, actor, filters, order, self.after, 1_000))?;
        for row in &page.rows {
            line(&mut text, &self.zone, row);
        }
        self.after = page.next;
        self.is_done = page.next.is_none();
        Ok(Some(text))
    }
}

fn line(text: &mut String, zone: &Zone, row: &ListRow) {
    let instant = |at: Option<jiff::Timestamp>| {
        let offset = |at: jiff::Timestamp| zone.time_zone().to_offset(at);
        at.map(|at| at.display_with_offset(offset(at)).to_string()).unwrap_or_default()
    };
    let fields = [
        row.reference.clone(),
        instant(Some(row.received_at)),
        instant(row.due_at),
        row.due_on.map(|date| date.to_string()).unwrap_or_default(),
        row.title.clone(),
        row.summary.clone(),
        row.customer.clone().unwrap_or_default(),
        row.channel.key().to_owned(),
        row.service.clone(),
        row.owner.clone().unwrap_or_default(),
        row.outcome.key().to_owned(),
        instant(row.stopped_at),
    ];
    push_record(text, &fields);
}

/// Adds a record to a CSV file. What a spreadsheet would take for a formula is not one.
pub(super) fn push_record(text: &mut String, fields: &[String]) {
    for (index, field) in fields.iter().enumerate() {
        if index > 0 {
            text.push(',');
        }
        push_field(text, field);
    }
    text.push_str("\r\n");
}

fn push_field(text: &mut String, field: &str) {
    let is_formula =
        field.starts_with(['=', '+', '-', '@', '\t', '\r']) && field.parse::<f64>().is_err();
    let needs_quotes = is_formula || field.contains([',', '"', '\n', '\r']);
    if !needs_quotes {
        text.push_str(field);
        return;
    }
    text.push('"');
    if is_formula {
        text.push('\'');
    }
    text.push_str(&field.replace('"', "\"\""));
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spreadsheet_finds_no_formula_in_a_file() {
        for (field, written) in [
            ("plain", "plain"),
            ("-5", "-5"),
            ("=1+1", "\"'=1+1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("-2+3", "\"'-2+3\""),
            ("a, b", "\"a, b\""),
            ("say \"hello\"", "\"say \"\"hello\"\"\""),
            ("two\nlines", "\"two\nlines\""),
        ] {
            let mut text = String::new();
            push_field(&mut text, field);
            assert_eq!(text, written);
        }
    }
}
