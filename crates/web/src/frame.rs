//! The frame of every page: header, navigation, footer.

use crate::http::{Asked, asset_address};
use app::access::Permission;
use govuk::{
    BackLink, Button, Footer, FooterLink, GenericHeader, LanguageNavigation, NavigationItem,
    ServiceNavigation, Template,
};
use maud::{Markup, Render, html};
use words::Language;

/// A page to be framed.
pub(crate) struct Frame<'a> {
    pub(crate) asked: &'a Asked<'a>,
    /// The page's title, which stands in the browser too.
    pub(crate) title: &'a str,
    /// Whether a form on it was refused: the title says so first.
    pub(crate) has_errors: bool,
    /// Where its back link leads.
    pub(crate) back: Option<(&'a str, Markup)>,
    pub(crate) main: Markup,
}

impl<'a> Frame<'a> {
    /// A page without errors and back link.
    pub(crate) fn new(asked: &'a Asked<'a>, title: &'a str, main: Markup) -> Frame<'a> {
        Frame { asked, title, has_errors: false, back: None, main }
    }

    /// The same with a back link.
    pub(crate) fn back(mut self, href: &'a str, said: Markup) -> Frame<'a> {
        self.back = Some((href, said));
        self
    }

    /// The same for a form that was refused, or not.
    pub(crate) fn errors(mut self, has_errors: bool) -> Frame<'a> {
        self.has_errors = has_errors;
        self
    }

    /// A page for everybody.
    pub(crate) fn public(self) -> Markup {
        let said = self.asked.said();
        let items = vec![
            self.item("/enquiry", said.english("Contact us")),
            self.item("/follow", said.english("Follow your enquiry")),
            self.item("/standards", said.english("Our standards")),
            self.item("/services", said.english("Our services")),
            self.item("/how-we-are-doing", said.english("How we are doing")),
        ];
        let links = vec![FooterLink::new(said.english("Staff sign in"), "/staff")];
        let navigation = ServiceNavigation { items, ..self.navigation() };
        self.framed(html! { (navigation) }, links, "")
    }

    /// A page for staff.
    pub(crate) fn staff(self) -> Markup {
        let said = self.asked.said();
        let may = |permission| self.asked.acting().reach.may(permission);
        let mut items = vec![self.item("/staff", said.english("Home"))];
        for (permission, href, words) in [
            (Permission::LogContacts, "/staff/contacts/new", "Log a contact"),
            (Permission::SeeRecords, "/staff/lists/mine", "Work"),
            (Permission::SeeFigures, "/staff/figures", "Figures"),
            (Permission::SeeFigures, "/staff/periods", "Periods"),
            (Permission::ManageCharter, "/staff/calendars", "Calendars"),
            (Permission::SeeSystem, "/staff/system", "System"),
        ] {
            if may(permission) {
                items.push(self.item(href, said.english(words)));
            }
        }
        items.push(self.item("/staff/charter", said.english("Charter")));
        let asked = self.asked;
        let navigation = ServiceNavigation { items, ..self.navigation() };
        let header = html! {
            (navigation)
            div.govuk-width-container.kept-bar {
                @if may(Permission::SeeRecords) {
                    form.kept-find action="/staff/find" method="post" role="search" {
                        input type="hidden" name="csrf" value=(asked.csrf());
                        label.govuk-visually-hidden for="find" {
                            (said.english("Find by reference, name, postcode, email or telephone"))
                        }
                        input #find.govuk-input.govuk-input--width-20 type="search" name="find"
                            autocomplete="off";
                        (Button::new(said.english("Find")).secondary())
                    }
                }
                form.kept-who action="/staff/sign-out" method="post" {
                    input type="hidden" name="csrf" value=(asked.csrf());
                    span.govuk-body { (asked.acting().name) }
                    (Button::new(said.english("Sign out")).secondary())
                }
            }
        };
        self.framed(header, Vec::new(), "kept-wide")
    }

    /// A page for somebody who is about to sign in.
    pub(crate) fn bare(self) -> Markup {
        self.framed(html! {}, Vec::new(), "")
    }

    fn item(&self, href: &'a str, said: Markup) -> NavigationItem<'a> {
        let is_here = self.asked.path == href;
        let is_below = href != "/staff" && self.asked.path.starts_with(&format!("{href}/"));
        NavigationItem {
            current: is_here,
            ..NavigationItem::new(said, href).active(is_here || is_below)
        }
    }

    fn navigation(&self) -> ServiceNavigation<'a> {
        ServiceNavigation::new(self.asked.said().components())
    }

    fn framed(self, header: Markup, links: Vec<FooterLink<'a>>, body: &str) -> Markup {
        let (asked, said) = (self.asked, self.asked.said());
        let organisation = asked.organisation;
        let problem = if self.has_errors {
            said.both("Error: ", "Gwall: ").to_string()
        } else {
            String::new()
        };
        let title = format!("{problem}{} – {}", self.title, organisation.name);
        let (style, script) = (asset_address("kept.css"), asset_address("kept.js"));
        let icon = asset_address("favicon.svg");
        let brand = format!("/brand.css?{}", organisation.brand_colour.trim_start_matches('#'));
        let back = self.back.map(|(href, said)| BackLink::new(said, href));
        Template {
            lang: said.language().code(),
            title: title.into(),
            theme_colour: &organisation.brand_colour,
            stylesheets: vec![&style, &brand],
            modules: vec![&script],
            icon: &icon,
            header: html! {
                (GenericHeader::new(organisation.name.as_str(), "/"))
                (header)
            },
            before_main: html! {
                (languages(asked))
                @if let Some(back) = back { (back) }
            },
            main: self.main,
            footer: html! { (Footer { links, ..Footer::new(said.components()) }) },
            body_classes: body,
            ..Template::new(said.components())
        }
        .render()
    }
}

/// The switch between languages, which stays where one is.
fn languages(asked: &Asked<'_>) -> Markup {
    let query = |language: &str| {
        let query = asked.query.clone().with("language", language).encoded();
        format!("{}?{query}", asked.path)
    };
    let languages = Language::ALL
        .into_iter()
        .map(|language| {
            let name = match language {
                Language::English => "English",
                Language::Welsh => "Cymraeg",
            };
            if language == asked.language {
                govuk::Language::current(language.code(), name)
            } else {
                govuk::Language::new(language.code(), name, query(language.code()))
            }
        })
        .collect();
    html! { (LanguageNavigation::new(asked.said().components(), languages)) }
}
