//! The promises behind a figure, one click from it.

use super::rows::{File, PER_PAGE, table};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use crate::telling;
use app::access::Permission;
use app::lists::{Filter, Key, Order, list};
use maud::html;
use rules::charter::Method;
use rules::clock::Outcome;
use rules::contacts::Channel;
use rules::ledger::Month;

/// What an address asks for. The promises of mystery shops are in no figure.
fn filters(asked: &Asked<'_>) -> Vec<Filter> {
    let query = asked.query;
    let mut filters = vec![Filter::Real];
    filters.extend(query.number("standard").map(Filter::Standard));
    filters.extend(Method::named(query.text("method")).map(Filter::Method));
    filters.extend(Outcome::named(query.text("outcome")).map(Filter::Outcome));
    filters.extend(Channel::named(query.text("channel")).map(Filter::Channel));
    filters.extend(query.number("service").map(Filter::Service));
    filters.extend(months(asked).map(|(from, to)| match query.text("count-by") {
        "received" => Filter::Received(from, to),
        "concluded" => Filter::Concluded(from, to),
        _ => Filter::Due(from, to),
    }));
    filters
}

fn months(asked: &Asked<'_>) -> Option<(Month, Month)> {
    let month = |name: &str| Month::read(asked.query.text(name)).ok();
    month("from").zip(month("to"))
}

/// Shows the promises behind a figure: those that may be seen, and how many there are.
pub(crate) fn show(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let said = asked.said();
    let filters = filters(asked);
    let after = asked.query.given("after").and_then(Key::read);
    let actor = asked.acting();
    let standard = asked.query.number("standard");
    let (page, title) = asked.read(|tx| {
        let page = list(tx, actor, &filters, Order::Made, after, PER_PAGE)?;
        let standards = app::charters::standards(tx)?;
        let found = standards.into_iter().find(|row| Some(row.id) == standard);
        Ok::<_, db::DbError>((page, found.map(|row| row.title)))
    })?;
    let heading = title.unwrap_or_else(|| "All standards".to_owned());
    let outcome = Outcome::named(asked.query.text("outcome"));
    let back = format!("/staff/figures?{}", back(asked).encoded());
    let main = html! {
        h1.govuk-heading-l { (said.english("Promises behind the figure")) }
        p.govuk-body-l {
            (heading)
            @if let Some(outcome) = outcome { ": " (telling::outcome(said, outcome)) }
            @if let Some(months) = months(asked) { ", " (super::figures::range(said, months)) }
        }
        p.govuk-hint { (said.english("You see the promises of records that you may see.")) }
        (table(asked, &page, asked.query))
        @if asked.acting().reach.may(Permission::Export) {
            p.govuk-body {
                a.govuk-link href={ "/staff/figures/promises/file?" (asked.query.encoded()) } {
                    (said.english("Download these promises as CSV"))
                }
            }
        }
    };
    let frame = Frame::new(asked, "Promises behind the figure", main);
    Ok(Answer::page(frame.back(&back, said.english("Back to the figures")).staff()))
}

fn back(asked: &Asked<'_>) -> crate::http::Fields {
    let query = asked.query;
    let wanted = ["standard", "from", "to", "count-by"];
    wanted.into_iter().fold(crate::http::Fields::default(), |fields, name| {
        match query.given(name) {
            Some(value) => fields.with(name, value),
            None => fields,
        }
    })
}

/// Sends the promises as a file.
pub(crate) fn file(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let filters = filters(asked);
    let logged = filters.clone();
    asked.site.kept.act(asked.acting(), asked.now, move |cx| {
        app::lists::log_list_export(cx, "promises behind a figure", &logged)
    })?;
    let name = format!("promises-{}.csv", asked.today);
    Ok(Answer::rows(name, File::new(asked, filters, Order::Made)))
}
