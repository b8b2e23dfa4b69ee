//! GOV.UK Design System components as Rust types over `maud`: how every page of Kept is written.
//!
//! Each component is a struct with typed options that renders itself. Those with few options have
//! constructors and methods; those with many are written as literals with `..default()`. Wherever
//! a component takes words it takes markup as well ([`Content`]). Components that say something of
//! their own accord start from `new(words)`, so that no page forgets its language ([`Words`]).
//!
//! ```
//! use govuk::{Button, Choice, Errors, Input, Label, Legend, Radios, Template, Words};
//! use maud::{Markup, Render, html};
//!
//! struct Form { name: Option<String>, reply: Option<String> }
//!
//! fn ask(words: &Words, form: &Form, errors: &Errors) -> Markup {
//!     Template {
//!         title: "How should we reply? – Kept".into(),
//!         main: html! {
//!             (errors)
//!             form method="post" novalidate {
//!                 (Input {
//!                     id: "name",
//!                     name: "name",
//!                     label: Label::new("Full name").page_heading(),
//!                     hint: Some("As it should stand on a letter.".into()),
//!                     error: errors.get("name"),
//!                     value: form.name.as_deref(),
//!                     autocomplete: "name",
//!                     ..Input::default()
//!                 })
//!                 (Radios {
//!                     name: "reply",
//!                     legend: Legend::new("How should we reply?"),
//!                     error: errors.get("reply"),
//!                     value: form.reply.as_deref(),
//!                     choices: vec![
//!                         Choice::new("email", "By email"),
//!                         Choice::new("letter", "By letter").hint("Takes three days longer."),
//!                     ],
//!                     ..Radios::default()
//!                 })
//!                 (Button::new("Save and continue").once())
//!             }
//!         },
//!         ..Template::new(words)
//!     }
//!     .render()
//! }
//!
//! let mut errors = Errors::new(&Words::ENGLISH);
//! errors.add("reply", "Select how we should reply");
//! let form = Form { name: Some("Ada".to_owned()), reply: None };
//! let page = ask(&Words::ENGLISH, &form, &errors);
//! assert!(page.0.starts_with("<!DOCTYPE html>"));
//! ```
//!
//! `tests/fixtures` compares every component with the HTML that the `govuk-frontend` package
//! publishes for it. The styles and the script come from that package as well: see `frontend/`.

mod attributes;
mod components;
mod content;
mod element;
mod english;
mod errors;
mod i18n;
mod question;
mod size;
mod template;
mod words;

pub use attributes::Attributes;
pub use components::*;
pub use content::Content;
pub use errors::Errors;
pub use question::FormGroup;
pub use size::Size;
pub use template::Template;
pub use words::{
    AccordionWords, CountWords, DateWords, FileWords, PaginationWords, PasswordWords, Plurals,
    Words,
};
