//! What officers do with a case: a page each, with one way to ask, to send, and to tell somebody
//! that the case was changed meanwhile.

pub(crate) mod acknowledge;
pub(crate) mod close;
pub(crate) mod escalate;
pub(crate) mod extend;
pub(crate) mod next_step;
mod offered;
pub(crate) mod open;
pub(crate) mod pause;
pub(crate) mod reassign;
mod refusals;
pub(crate) mod reopen;
pub(crate) mod respond;
pub(crate) mod resume;
pub(crate) mod stage;
pub(crate) mod tell;

pub(in crate::staff) use offered::offered;

use super::log_form::{Offered, plain_reference};
use super::record::history_list;
use crate::forms::tokens;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Fields, Trouble};
use crate::telling;
use app::case_files::RecordPage;
use app::{Cx, Failure};
use govuk::{Button, Errors, Label, NotificationBanner, Select, Textarea};
use maud::{Markup, html};
use refusals::sentence;
use rules::cases::CaseRefusal;

/// An act as its page shows it.
pub(in crate::staff) struct Act {
    /// Its place in the address.
    pub(in crate::staff) slug: &'static str,
    pub(in crate::staff) title: &'static str,
    pub(in crate::staff) button: &'static str,
    pub(in crate::staff) questions:
        fn(&Asked<'_>, &RecordPage, &Fields, &Errors<'_>) -> Result<Markup, Trouble>,
}

/// The record that an act is about.
pub(in crate::staff) fn view(asked: &Asked<'_>) -> Result<RecordPage, Trouble> {
    let reference = plain_reference(asked.place("reference"));
    let (kept, actor) = (&asked.site.kept, asked.acting());
    let found = asked.read(|tx| app::case_files::page(tx, kept, actor, &reference, asked.now))?;
    found.ok_or(Trouble::NotFound)
}

impl Act {
    /// Asks what the act needs.
    pub(in crate::staff) fn ask(&self, asked: &Asked<'_>) -> Result<Answer, Trouble> {
        let errors = Errors::new(asked.said().components());
        let view = view(asked)?;
        self.page(asked, &view, asked.query, &errors, None).map(Answer::page)
    }

    /// Does it, or shows what is wrong, or what has changed meanwhile.
    pub(in crate::staff) fn send(
        &self,
        asked: &Asked<'_>,
        mut errors: Errors<'_>,
        command: impl Fn(&mut Cx<'_>, &str, i64) -> Result<(), Failure<CaseRefusal>>
        + Send
        + Sync
        + 'static,
    ) -> Result<Answer, Trouble> {
        let seen = self::view(asked)?;
        if !errors.is_empty() {
            return self.page(asked, &seen, asked.form, &errors, None).map(Answer::refused);
        }
        let version = asked.form.number("version").unwrap_or_default();
        let (reference, slug) = (seen.record.reference.clone(), self.slug);
        let acted = asked.act(move |cx| {
            command(cx, &reference, version)?;
            Ok(format!("/staff/records/{reference}?done={slug}"))
        });
        match acted {
            Ok(acted) => Ok(Answer::see_other(acted.address())),
            Err(Failure::Stale) => {
                // It changed after `seen` was read, perhaps: what they are shown must be newer.
                let now = self::view(asked)?;
                let known = asked.form.number("seen").unwrap_or_default();
                let page = self.page(asked, &now, asked.form, &errors, Some(known))?;
                Ok(Answer::with_status(409, page))
            }
            Err(failure) => {
                for refusal in Trouble::or_refused(failure)? {
                    let (question, target, sentence) = sentence(refusal);
                    errors.add_at(question, target, sentence);
                }
                self.page(asked, &seen, asked.form, &errors, None).map(Answer::refused)
            }
        }
    }

    fn page(
        &self,
        asked: &Asked<'_>,
        view: &RecordPage,
        form: &Fields,
        errors: &Errors<'_>,
        changed_since: Option<i64>,
    ) -> Result<Markup, Trouble> {
        let said = asked.said();
        let record = &view.record;
        let back = format!("/staff/records/{}", record.reference);
        let questions = (self.questions)(asked, view, form, errors)?;
        let main = html! {
            div.govuk-grid-row {
                div.govuk-grid-column-two-thirds {
                    @if let Some(known) = changed_since { (changed(asked, view, known)) }
                    (errors)
                    span.govuk-caption-l.kept-reference { (telling::reference(&record.reference)) }
                    h1.govuk-heading-l { (said.english(self.title)) }
                    p.govuk-body-l { (view.summary) }
                    form method="post" action={ (back) "/" (self.slug) } novalidate {
                        (tokens(asked))
                        input type="hidden" name="version" value=(record.version);
                        input type="hidden" name="seen" value=(view.history.len());
                        (questions)
                        div.govuk-button-group {
                            (Button::new(said.english(self.button)).once())
                            a.govuk-link href=(back) { (said.english("Cancel")) }
                        }
                    }
                }
            }
        };
        let frame = Frame::new(asked, self.title, main).errors(!errors.is_empty());
        Ok(frame.back(&back, said.english("Back to the case")).staff())
    }
}

/// Tells somebody what others did with the case since they opened the form, when it had so many
/// facts: moments would not tell, as somebody may have begun earlier and come through later. What
/// they typed is still there; sending it again does it.
fn changed(asked: &Asked<'_>, view: &RecordPage, known: i64) -> Markup {
    let said = asked.said();
    let mut new = view.history.clone();
    new.sort_by_key(|entry| entry.fact.id);
    let new = new.split_off(usize::try_from(known).unwrap_or_default().min(new.len()));
    html! {
        (NotificationBanner::important(said.components(), html! {
            h2.govuk-heading-m {
                (said.english("This case was changed while you were writing. Nothing was done yet."))
            }
            @if new.is_empty() {
                p.govuk-body { (said.english("Its details were changed.")) }
            } @else {
                (history_list(asked, &new))
            }
            p.govuk-body { (said.english("Check what you typed, then send it again if it still holds.")) }
        }))
    }
}

/// What was said or done, in the officer's words.
fn text_question(
    asked: &Asked<'_>,
    question: &'static str,
    rows: u8,
    form: &Fields,
    errors: &Errors<'_>,
) -> Markup {
    html! {
        (Textarea {
            id: "text",
            name: "text",
            label: Label::new(asked.said().english(question)),
            error: errors.get("text"),
            value: form.typed("text").unwrap_or(""),
            rows,
            ..Textarea::default()
        })
    }
}

/// Which team or person has the case from now on.
fn assignee_question(
    asked: &Asked<'_>,
    form: &Fields,
    offered: &Offered,
    errors: &Errors<'_>,
) -> Markup {
    html! {
        (Select {
            id: "assignee",
            name: "assignee",
            label: Label::new(asked.said().english("Who deals with it?")),
            error: errors.get("assignee"),
            options: offered.assignees("Select a team or a person".into()),
            value: form.typed("assignee"),
            ..Select::default()
        })
    }
}
