//! What the page of a record says when something was just done with it; after logging, what to read
//! out.

use crate::forms::tokens;
use crate::http::Asked;
use crate::telling;
use app::case_files::{PromiseView, RecordPage};
use govuk::{Button, NotificationBanner};
use maud::{Markup, html};
use rules::clock::Outcome;
use words::dates;

/// Says that what was just done has been done; after logging, what to read out.
pub(super) fn what_was_done(asked: &Asked<'_>, view: &RecordPage) -> Markup {
    let said = asked.said();
    if asked.query.given("logged").is_some() {
        // Only what lies ahead is read out.
        let runs = |view: &&PromiseView| view.owed.judged.outcome == Outcome::Running;
        let owed: Vec<&PromiseView> = view.promises.iter().filter(runs).collect();
        return html! {
            (NotificationBanner::success(said.components(), html! {
                p.govuk-body {
                    (said.english("Logged. The reference is "))
                    strong.kept-reference { (telling::reference(&view.record.reference)) } "."
                }
                @if !owed.is_empty() {
                    p.govuk-body { (said.english("Tell the customer:")) }
                    ul.govuk-list.govuk-list--bullet {
                        @for promise in owed {
                            li { (promise.words) " " strong { (by(asked, promise)) } }
                        }
                    }
                    (read_out(asked, view))
                }
            }))
        };
    }
    let done = match asked.query.text("done") {
        "note" => "The note is saved",
        "open" => "The case is open",
        "acknowledge" => "The acknowledgement is recorded",
        "respond" => "The response is recorded",
        "next-step" => "The next step is saved",
        "tell" => "It is recorded that the customer was told",
        "reassign" => "The case has been given to somebody else",
        "close" => "The case is closed",
        "reopen" => "The case is open again",
        "pause" => "The clock stands still",
        "resume" => "The clock runs again",
        "extend" => "The promise is extended",
        "stage" => "The stage is recorded",
        "escalate" => "The matter is at the next stage",
        "give-standards" => "It is recorded that the customer was given the standards",
        "own-up" => return owned_up(asked, view),
        "correct" => "The correction is made, and the promises are judged again",
        _ => return html! {},
    };
    html! { (NotificationBanner::success(said.components(), said.english(done))) }
}

/// One press says that it was read out; the receipt is for those who get it in writing.
fn read_out(asked: &Asked<'_>, view: &RecordPage) -> Markup {
    let said = asked.said();
    let address = format!("/staff/records/{}", view.record.reference);
    html! {
        form method="post" action={ (address) "/give-standards" } {
            (tokens(asked))
            input type="hidden" name="version" value=(view.record.version);
            input type="hidden" name="way" value="spoken";
            div.govuk-button-group {
                (Button::new(said.english("I have read this out")).secondary().once())
                a.govuk-notification-banner__link href={ (address) "/receipt" } {
                    (said.english("Print or send it"))
                }
            }
        }
    }
}

/// Says that the customer is told of a miss, with the way to the letter.
fn owned_up(asked: &Asked<'_>, view: &RecordPage) -> Markup {
    let said = asked.said();
    html! {
        (NotificationBanner::success(said.components(), html! {
            p.govuk-body { (said.english("It is recorded that we owned up.")) }
            p.govuk-body {
                a.govuk-notification-banner__link href={ "/staff/records/" (view.record.reference) "/apology" } {
                    (said.english("Print the apology as a letter, or copy it"))
                }
            }
        }))
    }
}

/// `That is by Tuesday 30 December.`
fn by(asked: &Asked<'_>, promise: &PromiseView) -> Markup {
    let said = asked.said();
    match promise.owed.due_on.filter(|_| promise.owed.judged.due.instant().is_some()) {
        Some(date) => {
            let day = dates::weekday_and_day(said.language(), date);
            said.english(format!("That is by {day}."))
        }
        None => html! {},
    }
}
