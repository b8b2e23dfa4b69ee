//! The second factor: setting an app up, and its codes.

use super::sign_in::{kept_page, local, sentence};
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use app::staff::Enrolment;
use govuk::{Button, Details, Errors, Input, Label, Width};
use maud::{Markup, PreEscaped, html};

/// Asks for the code of the app, after setting it up where that has not been done.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let errors = Errors::new(asked.said().components());
    Ok(Answer::page(page(asked, asked.acting().id, &errors)?))
}

/// The same for somebody who has just given their password, with what they had typed.
pub(super) fn begin(asked: &Asked<'_>, staff: i64) -> Result<Markup, Trouble> {
    page(asked, staff, &Errors::new(asked.said().components()))
}

fn page(asked: &Asked<'_>, staff: i64, errors: &Errors<'_>) -> Result<Markup, Trouble> {
    let said = asked.said();
    let is_set_up = asked.read(|tx| app::staff::has_second_factor(tx, staff))?;
    let enrolment = if is_set_up {
        None
    } else {
        let issuer = &asked.organisation.short_name;
        Some(app::staff::enrol(&asked.site.kept, staff, issuer, asked.now)?)
    };
    let title = if is_set_up { "Enter your code" } else { "Set up your second factor" };
    let main = html! {
        (errors)
        h1.govuk-heading-l { (said.english(title)) }
        @if let Some(enrolment) = &enrolment { (set_up(asked, enrolment)) }
        form method="post" action="/staff/sign-in/code" novalidate {
            input type="hidden" name="csrf" value=(asked.csrf());
            @for name in ["next", "kept"] {
                input type="hidden" name=(name) value=(either(asked, name));
            }
            (Input {
                id: "code",
                name: "code",
                label: Label::new(said.english("Code from your app")),
                hint: Some(said.english("6 digits").into()),
                error: errors.get("code"),
                width: Width::Characters10,
                inputmode: "numeric",
                autocomplete: "one-time-code",
                spellcheck: Some(false),
                ..Input::default()
            })
            (Button::new(said.english("Continue")).once())
        }
    };
    Ok(Frame::new(asked, title, main).errors(!errors.is_empty()).bare())
}

fn either<'a>(asked: &'a Asked<'_>, name: &str) -> &'a str {
    asked.form.given(name).unwrap_or_else(|| asked.query.text(name))
}

fn set_up(asked: &Asked<'_>, enrolment: &Enrolment) -> Markup {
    let said = asked.said();
    let picture = qrcode::QrCode::new(enrolment.address.as_bytes()).ok().map(|code| {
        code.render::<qrcode::render::svg::Color<'_>>().min_dimensions(200, 200).build()
    });
    // Without the declaration that stands at the head of a file.
    let picture = picture.map(|svg| match svg.find("<svg") {
        Some(at) => svg[at..].replacen("<svg", "<svg role=\"img\" aria-label=\"QR code\"", 1),
        None => svg,
    });
    html! {
        p.govuk-body {
            (said.english(
                "Open an authenticator app on your telephone or computer, add an account, and scan \
                 this picture. Then enter the code that it shows."))
        }
        @if let Some(picture) = picture { div.kept-picture { (PreEscaped(picture)) } }
        (Details::new(said.english("I cannot scan it"), html! {
            p.govuk-body { (said.english("Type this key into the app instead:")) }
            p.govuk-body.kept-reference { (enrolment.secret) }
        }))
    }
}

/// Checks the code and completes the session.
pub(crate) fn check(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let (code, staff) = (asked.form.text("code"), asked.acting().id);
    let mut errors = Errors::new(asked.said().components());
    if code.is_empty() {
        errors.add("code", "Enter the code from your app");
        return Ok(Answer::refused(page(asked, staff, &errors)?));
    }
    let kept = &asked.site.kept;
    let passed =
        app::staff::pass_second_factor(kept, asked.secret, staff, code, asked.address, asked.now);
    if let Err(failure) = passed {
        let refusals = Trouble::or_refused(failure)?;
        errors.add(
            "code",
            match refusals.first() {
                Some(app::staff::SignInRefusal::Wrong) => {
                    "The code is wrong or was used already. Enter the next one that the app shows"
                }
                other => sentence(other),
            },
        );
        return Ok(Answer::refused(page(asked, staff, &errors)?));
    }
    let next = local(asked.form.text("next"));
    Ok(match asked.form.given("kept") {
        Some(typed) => Answer::page(kept_page(asked, asked.secret, next, typed)),
        None => Answer::see_other(next),
    })
}
