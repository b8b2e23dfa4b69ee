//! The one-time link: choosing a password.

use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use app::staff::{ChooseRefusal, PasswordRefusal, SHORTEST};
use govuk::{Button, Errors, Label, PasswordInput};
use maud::{Markup, html};

/// Asks for a password.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let errors = Errors::new(asked.said().components());
    page(asked, &errors).map(Answer::page)
}

fn page(asked: &Asked<'_>, errors: &Errors<'_>) -> Result<Markup, Trouble> {
    let said = asked.said();
    let secret = asked.place("secret");
    let account = asked.read(|tx| app::staff::from_link(tx, secret, asked.now))?;
    let Some((_, email, name)) = account else { return Ok(used(asked)) };
    let title = "Choose your password";
    let question = |id: &'static str, label: &'static str, hint: Option<Markup>| PasswordInput {
        id,
        name: id,
        label: Label::new(said.english(label)),
        hint: hint.map(Into::into),
        error: errors.get(id),
        autocomplete: "new-password",
        ..PasswordInput::new(said.components())
    };
    let hint = format!("At least {SHORTEST} characters. Three odd words are easy to remember.");
    let main = html! {
        (errors)
        h1.govuk-heading-l { (said.english(title)) }
        p.govuk-body { (said.english("For")) " " (name) ", " (email) }
        form method="post" novalidate {
            input type="hidden" name="csrf" value=(asked.csrf());
            input type="hidden" name="email" autocomplete="username" value=(email);
            (question("password", "New password", Some(said.english(hint))))
            (question("again", "New password again", None))
            (Button::new(said.english("Save and sign in")).once())
        }
    };
    Ok(Frame::new(asked, title, main).errors(!errors.is_empty()).bare())
}

fn used(asked: &Asked<'_>) -> Markup {
    let said = asked.said();
    let title = "This link no longer works";
    let main = html! {
        h1.govuk-heading-l { (said.english(title)) }
        p.govuk-body {
            (said.english("It works once, for 7 days. Ask an administrator for a new one, or "))
            a.govuk-link href="/staff/sign-in" { (said.english("sign in")) }
            "."
        }
    };
    Frame::new(asked, title, main).bare()
}

/// Saves the password that was chosen.
pub(crate) fn choose(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let form = asked.form;
    let (password, again) =
        (form.typed("password").unwrap_or(""), form.typed("again").unwrap_or(""));
    let mut errors = Errors::new(asked.said().components());
    let (kept, secret) = (&asked.site.kept, asked.place("secret"));
    let chosen = app::staff::choose_password(kept, secret, password, again, asked.now);
    let Err(failure) = chosen else { return Ok(Answer::see_other("/staff/sign-in")) };
    for refusal in Trouble::or_refused(failure)? {
        match refusal {
            ChooseRefusal::Link => {}
            ChooseRefusal::NotTheSame => {
                errors.add("again", "Enter the same password twice");
            }
            ChooseRefusal::Password(PasswordRefusal::TooShort) => {
                errors
                    .add("password", format!("Enter a password of at least {SHORTEST} characters"));
            }
            ChooseRefusal::Password(PasswordRefusal::TooLong) => {
                errors.add("password", "Enter a shorter password, of at most 256 characters");
            }
            ChooseRefusal::Password(PasswordRefusal::TooCommon) => {
                errors.add("password", "Enter a password that nobody tries first");
            }
        }
    }
    page(asked, &errors).map(Answer::refused)
}
