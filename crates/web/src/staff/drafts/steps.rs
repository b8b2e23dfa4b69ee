//! Writing down what happened to a draft: one form a step.

use super::steps_forms::{FORMS, Form};
use super::telling::{adopt_refusal, finished, need};
use super::{address, drafted};
use crate::forms::{TypedDate, date_question, tokens, wrong_date};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Fields, Trouble};
use app::drafting::{Approve, ApproveRefusal, Draft, StepRefusal, TakeStep};
use govuk::{Button, Choice, Errors, Hint, Input, Label, Legend, Radios, Textarea, Width};
use jiff::civil::Date;
use maud::{Markup, html};
use rules::drafting::{Missing, Need, StepKind, Told, Untold};

fn form_of(asked: &Asked<'_>) -> Result<&'static Form, Trouble> {
    let kind = StepKind::named(asked.place("step"));
    FORMS.iter().find(|form| Some(form.kind) == kind).ok_or(Trouble::NotFound)
}

/// Asks about a step.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let (form, draft) = (form_of(asked)?, drafted(asked)?);
    let errors = Errors::new(asked.said().components());
    Ok(Answer::page(page(asked, form, &draft, asked.query, &errors)))
}

/// Writes it down.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let (form, draft) = (form_of(asked)?, drafted(asked)?);
    let mut wrong = Wrong::new(asked);
    let done = match form.kind {
        StepKind::Approved => approve(asked, form, &draft, &mut wrong),
        _ => take(asked, form, &draft, &mut wrong),
    }?;
    match done {
        Some(address) => Ok(Answer::see_other(address)),
        None => Ok(Answer::refused(page(asked, form, &draft, asked.form, &wrong.in_order()))),
    }
}

/// Where a step that was written down leads; none if it was refused.
fn take(
    asked: &Asked<'_>,
    form: &'static Form,
    draft: &Draft,
    wrong: &mut Wrong<'_>,
) -> Result<Option<String>, Trouble> {
    let (id, kind) = (draft.row.id, form.kind);
    let told = told(asked.form, wrong);
    let text = asked.form.number("seen").unwrap_or_default();
    let step = TakeStep { kind, told, text };
    let acted = asked.act(move |cx| {
        let step = app::drafting::take_step(cx, id, &step)?;
        Ok(match kind {
            StepKind::Consulted => format!("{}/points/{step}?written=yes", address(id)),
            _ => format!("{}?written=yes", address(id)),
        })
    });
    match acted {
        Ok(acted) => Ok(Some(acted.address().to_owned())),
        Err(failure) => {
            for refusal in Trouble::or_refused(failure)? {
                match refusal {
                    StepRefusal::Untold(untold) => wrong.untold(form, untold),
                    StepRefusal::ChangedMeanwhile => wrong.add("", CHANGED),
                    StepRefusal::Finished(state) => wrong.add("", finished(state)),
                }
            }
            Ok(None)
        }
    }
}

/// The same for an approval.
fn approve(
    asked: &Asked<'_>,
    form: &'static Form,
    draft: &Draft,
    wrong: &mut Wrong<'_>,
) -> Result<Option<String>, Trouble> {
    let id = draft.row.id;
    let typed = asked.form;
    let told = told(typed, wrong);
    let in_readiness = typed.text("holds") == "in-readiness";
    if typed.given("holds").is_none() {
        wrong.add("holds", "Select what was decided");
    }
    let from = date(typed, ("from", "The first day"), wrong);
    let until = match in_readiness {
        true => date(typed, ("until", "The last day"), wrong),
        false => None,
    };
    let text = typed.number("seen").unwrap_or_default();
    let is_whole = wrong.found.is_empty();
    let approve = Approve { told, text, in_readiness, from, until };
    let acted = asked.act(move |cx| {
        app::drafting::approve(cx, id, &approve)?;
        if !is_whole {
            // What the page could not read is told together with what the command misses.
            return Err(app::Failure::Refused(Vec::new()));
        }
        Ok(format!("{}?approved=yes", address(id)))
    });
    match acted {
        Ok(acted) => Ok(Some(acted.address().to_owned())),
        Err(failure) => {
            for refusal in Trouble::or_refused(failure)? {
                add_approval(asked, form, &refusal, wrong);
            }
            Ok(None)
        }
    }
}

fn add_approval(asked: &Asked<'_>, form: &Form, refusal: &ApproveRefusal, wrong: &mut Wrong<'_>) {
    match refusal {
        ApproveRefusal::Untold(untold) => wrong.untold(form, *untold),
        ApproveRefusal::NoFirstDay => wrong.add("from", "Enter the first day that it holds"),
        ApproveRefusal::NoLastDay => {
            wrong.add("until", "Enter the last day that it is measured");
        }
        ApproveRefusal::Missing(missing) => wrong.add("", missing_words(*missing)),
        ApproveRefusal::ChangedMeanwhile => wrong.add("", CHANGED),
        ApproveRefusal::Finished(state) => wrong.add("", finished(*state)),
        ApproveRefusal::Adopt(refusal) => {
            use app::charters::AdoptRefusal as No;
            let question = match refusal {
                No::BeforeTheOneInForce { .. } => "from",
                No::EndsBeforeItBegins => "until",
                No::NoOwnCharter | No::StandardOfAnother { .. } => "",
            };
            wrong.add(question, adopt_refusal(asked, refusal));
        }
    }
}

fn missing_words(missing: Missing) -> &'static str {
    match missing {
        Missing::NotDone(Need::Consultation) => {
            "Nobody was consulted. Write down who was, or leave that out for a reason"
        }
        Missing::NotDone(Need::EqualityCheck) => {
            "There was no equality check. Write it down, or leave it out for a reason"
        }
        Missing::NotDone(Need::Scrutiny) => {
            "It was not scrutinised. Write down who looked into it, or leave that out for a reason"
        }
        Missing::NotDone(Need::Wording) => {
            "A section does not say what it promises, or how that is monitored. Complete it, or \
             leave that out for a reason"
        }
        Missing::NotDone(Need::Clashes) => {
            "Something clashes. Mend it, or leave it as it is for a reason"
        }
        Missing::NotDone(Need::Feasibility) => {
            "A limit could not have been kept. Change it, or leave it as it is for a reason"
        }
        Missing::ChangedSinceScrutiny => {
            "The text was changed after it was scrutinised. It must be scrutinised again"
        }
    }
}

const CHANGED: &str = "Somebody else has changed the text since you opened this page. Look at the \
                       draft, then send this again if it still holds";

/// What is wrong with a form, whoever found it: the page or the command.
struct Wrong<'a> {
    words: &'a govuk::Words,
    found: Vec<(&'static str, String, String)>,
}

/// The questions in the order of the form; what is about none of them comes last.
const ORDER: [&str; 11] =
    ["waives", "who", "how", "people", "on", "minute", "holds", "from", "until", "words", ""];

impl<'a> Wrong<'a> {
    fn new(asked: &Asked<'_>) -> Wrong<'a> {
        Wrong { words: asked.said().components(), found: Vec::new() }
    }

    /// Adds a sentence beside a question, unless another one stands there already.
    fn add(&mut self, question: &'static str, sentence: impl Into<String>) {
        let is_told = self.found.iter().any(|(known, ..)| *known == question);
        if is_told && !question.is_empty() {
            return;
        }
        let target = match question {
            "on" | "from" | "until" => format!("{question}-day"),
            other => other.to_owned(),
        };
        self.found.push((question, target, sentence.into()));
    }

    fn untold(&mut self, form: &Form, untold: Untold) {
        let (question, sentence) = form.missing(untold);
        self.add(question, sentence);
    }

    fn in_order(mut self) -> Errors<'a> {
        let place = |question: &str| ORDER.iter().position(|known| *known == question);
        self.found.sort_by_key(|(question, ..)| place(question));
        let mut errors = Errors::new(self.words);
        for (question, target, sentence) in self.found {
            errors.add_at(question, target, sentence);
        }
        errors
    }
}

fn date(typed: &Fields, (name, what): (&'static str, &str), wrong: &mut Wrong<'_>) -> Option<Date> {
    TypedDate::read(typed, name).date().unwrap_or_else(|no| {
        wrong.add(name, wrong_date(what, &no));
        None
    })
}

/// What was typed.
fn told(typed: &Fields, wrong: &mut Wrong<'_>) -> Told {
    let text = |name| typed.text(name).to_owned();
    let people = typed.given("people").map(|people| people.parse().unwrap_or(-1));
    Told {
        on: date(typed, ("on", "The date"), wrong),
        who: text("who"),
        how: text("how"),
        people,
        minute: text("minute"),
        words: text("words"),
        waives: Need::named(typed.text("waives")),
    }
}

fn page(
    asked: &Asked<'_>,
    form: &Form,
    draft: &Draft,
    typed: &Fields,
    errors: &Errors<'_>,
) -> Markup {
    let said = asked.said();
    let back = address(draft.row.id);
    let day = |name, legend, hint| {
        let legend = Legend::new(said.english(legend));
        date_question(asked, (name, legend), hint, &TypedDate::read(typed, name), errors)
    };
    let main = html! {
        div.govuk-grid-row {
            div.govuk-grid-column-two-thirds {
                (errors)
                span.govuk-caption-l { (draft.row.title) }
                h1.govuk-heading-l { (said.english(form.title)) }
                p.govuk-body { (said.english(form.lead)) }
                form method="post" action={ (back) "/steps/" (form.kind.key()) } novalidate {
                    (tokens(asked))
                    input type="hidden" name="seen" value=(draft.row.text);
                    @if form.kind == StepKind::Waived { (waives_question(asked, typed, errors)) }
                    @if let Some((label, hint, _)) = form.who {
                        (line(asked, ("who", label, hint), typed, errors))
                    }
                    @if form.asks_how {
                        (line(asked, ("how", "How were they asked?", "For example, a meeting, a form on the website, letters to 400 households"), typed, errors))
                        (people_question(asked, typed, errors))
                    }
                    (day("on", form.on.0, form.on.1))
                    @if form.asks_minute {
                        (line(asked, ("minute", "In which minute does it stand?", "For example, Minute 14 of the meeting"), typed, errors))
                    }
                    @if form.kind == StepKind::Approved {
                        (holds_question(asked, typed, errors))
                        (day("from", "From which day?", "Not before the version in force. For example, 1 4 2027"))
                        (day("until", "Until which day is it measured?", "Only for a draft in readiness"))
                    }
                    @if let Some((label, hint, _)) = form.words {
                        (words_question(asked, label, hint, typed, errors))
                    }
                    div.govuk-button-group {
                        (Button::new(said.english(form.button)).once())
                        a.govuk-link href=(back) { (said.english("Cancel")) }
                    }
                }
            }
        }
    };
    let frame = Frame::new(asked, form.title, main).errors(!errors.is_empty());
    frame.back(&back, said.english("The draft")).staff()
}

pub(super) fn line(
    asked: &Asked<'_>,
    (name, label, hint): (&'static str, &'static str, &'static str),
    typed: &Fields,
    errors: &Errors<'_>,
) -> Markup {
    let said = asked.said();
    html! {
        (Input {
            id: name,
            name,
            label: Label::new(said.english(label)),
            hint: Some(Hint::new(said.english(hint))).filter(|_| !hint.is_empty()),
            error: errors.get(name),
            value: typed.typed(name),
            ..Input::default()
        })
    }
}

fn people_question(asked: &Asked<'_>, typed: &Fields, errors: &Errors<'_>) -> Markup {
    html! {
        (Input {
            id: "people",
            name: "people",
            label: Label::new(asked.said().english("How many people answered? (optional)")),
            error: errors.get("people"),
            value: typed.typed("people"),
            inputmode: "numeric",
            width: Width::Characters5,
            ..Input::default()
        })
    }
}

pub(super) fn words_question(
    asked: &Asked<'_>,
    label: &'static str,
    hint: &'static str,
    typed: &Fields,
    errors: &Errors<'_>,
) -> Markup {
    let said = asked.said();
    html! {
        (Textarea {
            id: "words",
            name: "words",
            label: Label::new(said.english(label)),
            hint: Some(Hint::new(said.english(hint))).filter(|_| !hint.is_empty()),
            error: errors.get("words"),
            value: typed.typed("words").unwrap_or(""),
            ..Textarea::default()
        })
    }
}

fn waives_question(asked: &Asked<'_>, typed: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let choices = Need::ALL.iter().map(|one| Choice::new(one.key(), said.english(need(*one))));
    html! {
        (Radios {
            name: "waives",
            legend: Legend::new(said.english("Which step is left out?")),
            error: errors.get("waives"),
            value: typed.typed("waives"),
            choices: choices.collect(),
            ..Radios::default()
        })
    }
}

fn holds_question(asked: &Asked<'_>, typed: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let choices = vec![
        Choice::new("in-force", said.english("It comes into force"))
            .hint(said.english("Everybody is promised what it says.")),
        Choice::new("in-readiness", said.english("It is measured first, in readiness")).hint(
            said.english("It is measured on live work and promised to nobody. The draft goes on."),
        ),
    ];
    html! {
        (Radios {
            name: "holds",
            legend: Legend::new(said.english("What was decided?")),
            error: errors.get("holds"),
            value: typed.typed("holds"),
            choices,
            ..Radios::default()
        })
    }
}
