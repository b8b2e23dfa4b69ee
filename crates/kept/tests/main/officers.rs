//! Staff who were added at the console, chose a password, set a second factor up and signed in.

use crate::calls::Place;
use crate::servers::Server;
use crate::visitors::{Answer, Fields, Visitor, form};
use jiff::ToSpan;
use totp_rs::{Builder, Secret};

/// Everybody's password.
pub(crate) const PASSWORD: &str = "seven purple kettles";

/// A letter that is logged.
pub(crate) struct Letter<'a> {
    pub(crate) summary: &'a str,
    pub(crate) details: &'a str,
    pub(crate) name: &'a str,
    pub(crate) telephone: &'a str,
    pub(crate) email: &'a str,
}

impl<'a> Letter<'a> {
    /// A letter from somebody, about this.
    pub(crate) fn about(summary: &'a str) -> Letter<'a> {
        Letter { summary, details: "", name: "Jo Example", telephone: "", email: "" }
    }
}

impl Place {
    /// Adds a customer services manager, who may do everything with cases, and signs them in.
    pub(crate) fn signs_in(&self, server: &Server, email: &str) -> Visitor {
        let role = "customer-services-manager";
        let added = self.kept(&["user", "add", email, "--name", "Ada Bell", "--role", role]).done();
        signs_in_with(&added.out, server, email)
    }
}

/// Somebody follows their one-time link, chooses a password, sets a second factor up and is in.
pub(crate) fn signs_in_with(link: &str, server: &Server, email: &str) -> Visitor {
    let (_, path) = link.trim().split_once("/staff/").unwrap();
    let path = format!("/staff/{path}");
    let mut visitor = Visitor::at(server.address);
    let page = visitor.opens(&path);
    let typed = [("password", PASSWORD), ("again", PASSWORD)];
    assert_eq!(visitor.sends(&path, &page, &typed).leads(), "/staff/sign-in");
    let page = visitor.opens("/staff/sign-in");
    let typed = [("email", email), ("password", PASSWORD), ("next", "/staff")];
    let to = visitor.sends("/staff/sign-in", &page, &typed).leads();
    let page = visitor.opens(&to);
    let typed = [("code", code(&page)), ("next", "/staff".into())];
    let typed = typed.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(visitor.sends("/staff/sign-in/code", &page, &typed).leads(), "/staff");
    visitor
}

/// What the app shows that was set up with the page's key.
fn code(page: &Answer) -> String {
    let (_, after) = page.body.split_once("kept-reference\">").unwrap();
    let key = after.split('<').next().unwrap().replace(' ', "");
    let app = Builder::new().with_secret(Secret::try_from_base32(&key).unwrap()).build().unwrap();
    app.generate(app::time::now().as_second() as u64).to_string()
}

/// The form that logs a letter from a new customer and opens a case for the team.
pub(crate) fn letter(page: &Answer, letter: &Letter<'_>) -> Fields {
    let (subject, team) = (
        page.choice("Customer services: something else"),
        page.choice("Customer services team (team)"),
    );
    let told = app::time::now().to_zoned(jiff::tz::TimeZone::UTC).date() + 28.days();
    let [day, month, year] = [told.day().into(), told.month().into(), told.year()];
    let promised = [day, month, year].map(|number: i16| number.to_string());
    let typed = [
        ("channel", "letter"),
        ("received", "now"),
        ("who", "new"),
        ("name", letter.name),
        ("telephone", letter.telephone),
        ("email", letter.email),
        ("postcode", "ZZ99 3WZ"),
        ("reply-language", "en"),
        ("subject", &subject),
        ("summary", letter.summary),
        ("matter", "enquiry"),
        ("details", letter.details),
        ("ending", "case"),
        ("assignee", &team),
        ("next-step", "Write back"),
        ("promised-day", &promised[0]),
        ("promised-month", &promised[1]),
        ("promised-year", &promised[2]),
    ];
    form(page, &typed)
}

/// The reference that an address leads to.
pub(crate) fn reference_of(address: &str) -> String {
    let path = address.split('?').next().unwrap();
    path.rsplit('/').next().unwrap().to_owned()
}
