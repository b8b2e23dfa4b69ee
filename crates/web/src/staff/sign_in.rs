//! Signing in and out.

use super::second_factor;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Cookie, Fields, Trouble};
use crate::pages::resend;
use app::staff::{SignInRefusal, SignedIn};
use govuk::{Button, Errors, Input, InputType, InsetText, Label, PasswordInput};
use maud::{Markup, html};

/// Asks for an email address and a password.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let form = Fields::default().with("next", asked.query.text("next"));
    let errors = Errors::new(asked.said().components());
    Ok(Answer::page(page(asked, &form, &errors)))
}

/// The same, for somebody whose session ended while they typed: what they typed comes along.
pub(crate) fn with_kept_form(asked: &Asked<'_>) -> Answer {
    let form = Fields::default().with("next", asked.path).with("kept", asked.form.encoded());
    let errors = Errors::new(asked.said().components());
    Answer::with_status(401, page(asked, &form, &errors))
}

fn page(asked: &Asked<'_>, form: &Fields, errors: &Errors<'_>) -> Markup {
    let said = asked.said();
    let title = said.both("Sign in", "Mewngofnodi").to_string();
    let main = html! {
        (errors)
        h1.govuk-heading-l { (said.both("Sign in", "Mewngofnodi")) }
        @if form.given("kept").is_some() {
            (InsetText::new(said.english(
                "You were signed out because nothing happened for a while. What you typed is kept: \
                 sign in to go on.")))
        }
        form method="post" action="/staff/sign-in" novalidate {
            input type="hidden" name="csrf" value=(asked.csrf());
            input type="hidden" name="next" value=(form.text("next"));
            input type="hidden" name="kept" value=(form.text("kept"));
            (Input {
                id: "email",
                name: "email",
                label: Label::new(said.english("Email address")),
                error: errors.get("email"),
                value: form.typed("email"),
                input_type: InputType::Email,
                autocomplete: "username",
                spellcheck: Some(false),
                ..Input::default()
            })
            (PasswordInput {
                id: "password",
                name: "password",
                label: Label::new(said.english("Password")),
                error: errors.get("password"),
                autocomplete: "current-password",
                ..PasswordInput::new(said.components())
            })
            (Button::new(said.both("Sign in", "Mewngofnodi").to_string()).once())
        }
    };
    Frame::new(asked, &title, main).errors(!errors.is_empty()).bare()
}

/// Checks what was typed and begins a session.
pub(crate) fn check(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let (email, password) = (asked.form.text("email"), asked.form.typed("password").unwrap_or(""));
    let mut errors = Errors::new(asked.said().components());
    if email.is_empty() {
        errors.add("email", "Enter your email address");
    }
    if password.is_empty() {
        errors.add("password", "Enter your password");
    }
    if !errors.is_empty() {
        return Ok(Answer::refused(page(asked, asked.form, &errors)));
    }
    let kept = &asked.site.kept;
    match app::staff::sign_in(kept, email, password, asked.address, asked.now) {
        Ok(signed_in) => go_on(asked, signed_in),
        Err(failure) => {
            let refusals = Trouble::or_refused(failure)?;
            errors.add("email", sentence(refusals.first()));
            Ok(Answer::refused(page(asked, asked.form, &errors)))
        }
    }
}

pub(super) fn sentence(refusal: Option<&SignInRefusal>) -> &'static str {
    match refusal {
        Some(SignInRefusal::TooMany) => "Too many wrong tries. Wait 15 minutes and try again",
        _ => "The email address or the password is wrong. Check both and try again",
    }
}

/// After the password: the code, or the page that was wanted.
fn go_on(asked: &Asked<'_>, signed_in: SignedIn) -> Result<Answer, Trouble> {
    let (next, kept) = (local(asked.form.text("next")), asked.form.given("kept"));
    let needs_code = signed_in.needs_second_factor || signed_in.needs_enrolment;
    let secret = signed_in.token.as_str();
    let answer = match kept {
        // What was typed may be long and is about people: it stands in no address.
        Some(_) if needs_code => {
            let begun = Asked { secret, ..asked.copy() };
            Answer::page(second_factor::begin(&begun, signed_in.staff)?)
        }
        Some(kept) => Answer::page(kept_page(asked, secret, next, kept)),
        None if needs_code => {
            let query = Fields::default().with("next", next);
            Answer::see_other(format!("/staff/sign-in/code?{}", query.encoded()))
        }
        None => Answer::see_other(next),
    };
    Ok(answer.cookie(Cookie::Session, Some(signed_in.token)))
}

/// Only addresses of our own: a link must not lead out of the building.
pub(super) fn local(next: &str) -> &str {
    let is_ours = next.starts_with("/staff") && !next.contains("//") && !next.contains('\\');
    if is_ours { next } else { "/staff" }
}

/// What somebody had typed before they were signed out, to be sent again.
pub(super) fn kept_page(asked: &Asked<'_>, secret: &str, next: &str, kept: &str) -> Markup {
    let said = asked.said();
    let title = "You are signed in again";
    let typed = Fields::read(kept.as_bytes());
    let again = Asked { secret, ..asked.copy() };
    let main = html! {
        h1.govuk-heading-l { (said.english(title)) }
        p.govuk-body { (said.english("Nothing that you typed was lost. Send it to go on.")) }
        (resend(&again, next, &typed))
    };
    Frame::new(asked, title, main).bare()
}

/// Ends the session.
pub(crate) fn out(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let token = asked.secret.to_owned();
    asked.site.kept.act(asked.acting(), asked.now, move |cx| {
        app::staff::sign_out(cx.tx, &token)?;
        Ok::<_, app::Failure>(())
    })?;
    Ok(Answer::see_other("/staff/sign-in").cookie(Cookie::Session, None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_signing_in_nobody_is_sent_outside() {
        for (next, to) in [
            ("/staff/figures?from=2026-04", "/staff/figures?from=2026-04"),
            ("https://elsewhere.example", "/staff"),
            ("//elsewhere.example", "/staff"),
            ("/staff//elsewhere.example", "/staff"),
            ("/staff\\elsewhere", "/staff"),
            ("", "/staff"),
        ] {
            assert_eq!(local(next), to, "{next}");
        }
    }
}
