//! What can be done with a record now, by whoever is looking.

use crate::http::Asked;
use app::access::Permission;
use app::case_files::RecordPage;
use app::records::State;
use maud::{Markup, html};
use rules::clock::Outcome;

/// A place in the address and its words.
type Offered = (&'static str, &'static str);

/// What can be done, as links. What no standard of the record allows is not offered.
pub(in crate::staff) fn offered(asked: &Asked<'_>, view: &RecordPage) -> Markup {
    let said = asked.said();
    let record = &view.record;
    let may =
        |permission| asked.acting().reach.may_on(permission, asked.acting().id, record.belonging());
    let mut acts: Vec<Offered> = Vec::new();
    match record.state {
        State::Open => {
            if may(Permission::WorkOnCases) {
                acts.extend([
                    ("respond", "Record a response"),
                    ("next-step", "Set the next step"),
                    ("acknowledge", "Acknowledge receipt"),
                    ("tell", "Tell the customer how it stands"),
                ]);
                acts.extend(of_clocks(view));
            }
            if may(Permission::Reassign) {
                acts.push(("reassign", "Give it to somebody else"));
            }
            if may(Permission::WorkOnCases) {
                acts.push(("close", "Close the case"));
            }
        }
        State::Closed if record.is_case && may(Permission::Reopen) => {
            acts.push(("reopen", "Open it again"));
        }
        State::Settled if may(Permission::LogContacts) => acts.push(("open", "Open a case")),
        State::Settled | State::Closed => {}
    }
    if view.clocks.has_next_stage && may(Permission::WorkOnCases) {
        acts.push(("escalate", "The customer disagrees"));
    }
    if view.promises.iter().any(|promise| promise.is_to_own_up) && may(Permission::WorkOnCases) {
        acts.push(("own-up", "Own up to a missed promise"));
    }
    if view.promises.iter().any(|promise| promise.owed.judged.outcome == Outcome::Running) {
        acts.push(("receipt", "What the customer can expect"));
    }
    if may(Permission::Correct) {
        acts.push(("correct", "Correct this record"));
    }
    html! {
        @if !acts.is_empty() {
            h2.govuk-heading-m { (said.english("What to do")) }
            ul.govuk-list {
                @for (slug, words) in acts {
                    li {
                        a.govuk-link href={ "/staff/records/" (record.reference) "/" (slug) } {
                            (said.english(words))
                        }
                    }
                }
            }
        }
    }
}

/// What the standards of the record allow with its clocks.
fn of_clocks(view: &RecordPage) -> Vec<Offered> {
    let clocks = &view.clocks;
    let mut acts = Vec::new();
    if clocks.stages.iter().any(|stage| stage.next().is_some()) {
        acts.push(("stage", "Record a stage"));
    }
    if !clocks.waiting.is_empty() {
        acts.push(("resume", "Record that it arrived"));
    }
    if !clocks.may_wait.is_empty() {
        acts.push(("pause", "Pause the clock"));
    }
    if !clocks.extendable.is_empty() {
        acts.push(("extend", "Extend a promise"));
    }
    acts
}
