//! Pages that stand in for others: not found, not allowed, changed meanwhile, a fault; and those
//! that ask for what is missing first.

use crate::frame::Frame;
use crate::http::{Answer, Asked, Fields, Trouble};
use app::Fault;
use app::organisation::Organisation;
use govuk::Button;
use maud::{DOCTYPE, Markup, html};
use std::error::Error;

/// The body's name before it has been set up.
pub(crate) fn not_set_up() -> Organisation {
    Organisation {
        name: "Kept".into(),
        short_name: "Kept".into(),
        year_begins_month: 4,
        brand_colour: "#1d70b8".into(),
        second_factor_required: true,
    }
}

/// A page for what another page could not do.
pub(crate) fn trouble(asked: &Asked<'_>, trouble: &Trouble) -> Answer {
    let said = asked.said();
    let (status, title, text) = match trouble {
        Trouble::NotFound => (
            404,
            "Page not found",
            "If you typed the address, check that it is right. If you followed a link, it may have \
             changed. What you are not allowed to see is not found either.",
        ),
        Trouble::NotAllowed => (
            403,
            "You cannot do this",
            "Your roles do not include it. Ask your manager or an administrator if you need it.",
        ),
        Trouble::Stale => (
            409,
            "Somebody else has changed this",
            "It was changed after you opened the page, so nothing was done. Go back, reload the \
             page, and check what has changed.",
        ),
        Trouble::Fault(fault) => return self::fault(asked, fault),
    };
    let main = html! {
        h1.govuk-heading-l { (said.english(title)) }
        p.govuk-body { (said.english(text)) }
    };
    Answer::with_status(status, framed(asked, title, main))
}

/// Frames a page for staff where somebody is signed in, else for everybody.
fn framed(asked: &Asked<'_>, title: &str, main: Markup) -> Markup {
    let frame = Frame::new(asked, title, main);
    if asked.actor.is_some() { frame.staff() } else { frame.public() }
}

/// Logs a fault once, with a reference that the page shows.
fn logged(fault: &Fault) -> String {
    let reference: String = app::secret_token().chars().take(8).collect();
    let mut chain = fault.to_string();
    let mut source = fault.source();
    while let Some(cause) = source {
        chain = format!("{chain}: {cause}");
        source = cause.source();
    }
    tracing::error!(reference, fault = chain, "a page failed");
    reference
}

fn fault(asked: &Asked<'_>, fault: &Fault) -> Answer {
    let (said, reference) = (asked.said(), logged(fault));
    let title = "Sorry, something went wrong";
    let main = html! {
        h1.govuk-heading-l { (said.english(title)) }
        p.govuk-body { (said.english("Nothing was half done. Try again in a few minutes.")) }
        @if let Some(kept) = kept_form(asked) { (kept) }
        p.govuk-body {
            (said.english("If it happens again, tell us this number: "))
            strong { (reference) }
        }
    };
    Answer::with_status(500, framed(asked, title, main))
}

/// A fault before anything is known about the request but its form and the token for it.
pub(crate) fn bare_fault(fault: &Fault, address: &str, typed: &Fields, csrf: &str) -> Answer {
    let reference = logged(fault);
    let kept = is_kept(typed).then(|| {
        let button = html! { button { "Send what you had typed" } };
        form_again(address, typed, csrf, &button)
    });
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head { meta charset="utf-8"; title { "Sorry, something went wrong" } }
            body {
                h1 { "Sorry, something went wrong" }
                @if let Some(kept) = kept { (kept) }
                p { "Try again in a few minutes. If it happens again, tell us this number: " (reference) }
            }
        }
    };
    Answer::with_status(500, page)
}

/// What was typed into a form, to be sent again with a new token. Nothing typed is lost.
fn kept_form(asked: &Asked<'_>) -> Option<Markup> {
    is_kept(asked.form).then(|| resend(asked, asked.path, asked.form))
}

/// Whether a form is shown again to be sent once more: no password stands in a page.
fn is_kept(typed: &Fields) -> bool {
    typed.all().next().is_some() && typed.typed("password").is_none()
}

/// A form that sends what was typed once more.
pub(crate) fn resend(asked: &Asked<'_>, address: &str, typed: &Fields) -> Markup {
    let button = Button::new(asked.said().english("Send what you had typed")).once();
    form_again(address, typed, &asked.csrf(), &html! { (button) })
}

/// It is the same form with the same key: what was done after all, though its answer got lost, is
/// not done twice.
fn form_again(address: &str, typed: &Fields, csrf: &str, button: &Markup) -> Markup {
    html! {
        form method="post" action=(address) {
            input type="hidden" name="csrf" value=(csrf);
            @if typed.given("form_key").is_none() {
                input type="hidden" name="form_key" value=(app::secret_token());
            }
            @for (name, value) in typed.all().filter(|(name, _)| *name != "csrf") {
                input type="hidden" name=(name) value=(value);
            }
            (button)
        }
    }
}

/// A form whose token does not fit: it was open too long, or it was not our own.
pub(crate) fn send_again(asked: &Asked<'_>) -> Answer {
    let said = asked.said();
    let title = "This form was open for too long";
    let main = html! {
        h1.govuk-heading-l { (said.english(title)) }
        p.govuk-body { (said.english("Nothing was lost. Send it again to go on.")) }
        @if let Some(kept) = kept_form(asked) { (kept) }
    };
    Answer::with_status(403, framed(asked, title, main))
}

/// Asks somebody to sign in first. What they had typed comes along.
pub(crate) fn sign_in_first(asked: &Asked<'_>, is_form: bool) -> Answer {
    if is_form {
        return crate::staff::sign_in::with_kept_form(asked);
    }
    let query = asked.query.encoded();
    let to =
        if query.is_empty() { asked.path.to_owned() } else { format!("{}?{query}", asked.path) };
    let next = Fields::default().with("next", to).encoded();
    Answer::see_other(format!("/staff/sign-in?{next}"))
}
