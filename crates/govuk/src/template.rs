//! `Template`: the whole page, from doctype to the last byte, for a strict security policy.

use maud::{DOCTYPE, Markup, Render, html};

use crate::components::SkipLink;
use crate::content::Content;
use crate::element::element;
use crate::words::Words;

/// As wide as the screen, up to its rounded corners. Readers may enlarge it as they like.
const VIEWPORT: &str = "width=device-width, initial-scale=1, viewport-fit=cover";

/// A whole page. It holds no inline script and no inline style, so that the security policy may
/// be `script-src 'self'; style-src 'self'`.
///
/// ```
/// use govuk::{GenericHeader, Template, Words};
/// use maud::html;
///
/// let page = Template {
///     lang: "cy",
///     title: "Eich cwyn".into(),
///     stylesheets: vec!["/assets/kept.css"],
///     modules: vec!["/assets/kept.js"],
///     header: html! { (GenericHeader::new("Cyngor Trefnewydd", "/")) },
///     main: html! { h1.govuk-heading-l { "Eich cwyn" } },
///     ..Template::new(&Words::ENGLISH)
/// };
/// ```
#[derive(Clone, Debug)]
pub struct Template<'a> {
    /// Code of the page's language.
    pub lang: &'a str,
    /// Title in the browser: page, then service, then organisation; "Error: " first if any.
    pub title: Content<'a>,
    /// Colour of the browser's own bar on telephones. Empty: the browser's.
    pub theme_colour: &'a str,
    /// Addresses of the style sheets, the organisation's colours last.
    pub stylesheets: Vec<&'a str>,
    /// Addresses of the script modules.
    pub modules: Vec<&'a str>,
    /// Address of the icon, in SVG. Empty: none.
    pub icon: &'a str,
    /// Further elements of `head`.
    pub head: Markup,
    /// First link of the page.
    pub skip_link: SkipLink<'a>,
    /// Before the header: a banner about the whole service.
    pub body_start: Markup,
    /// Inside `header`: organisation, navigation, phase.
    pub header: Markup,
    /// Before `main`, in its container: back link, breadcrumbs.
    pub before_main: Markup,
    /// The content, with the page's only `h1`.
    pub main: Markup,
    /// Between the content and the footer, as wide as the screen: [`crate::Feedback`].
    pub before_footer: Markup,
    /// Inside `footer`.
    pub footer: Markup,
    /// Code of the content's language, where it is not the page's.
    pub main_lang: &'a str,
    /// Further classes of `html`.
    pub html_classes: &'a str,
    /// Further classes of `body`.
    pub body_classes: &'a str,
    /// Further classes of the container around `main`.
    pub container_classes: &'a str,
    /// Further classes of `main`.
    pub main_classes: &'a str,
}

impl<'a> Template<'a> {
    /// An empty English page whose skip link is in the language of `words`.
    pub fn new(words: &'a Words) -> Self {
        Template {
            lang: "en",
            title: Content::default(),
            theme_colour: "",
            stylesheets: Vec::new(),
            modules: Vec::new(),
            icon: "",
            head: html! {},
            skip_link: SkipLink::new(words),
            body_start: html! {},
            header: html! {},
            before_main: html! {},
            main: html! {},
            before_footer: html! {},
            footer: html! {},
            main_lang: "",
            html_classes: "",
            body_classes: "",
            container_classes: "",
            main_classes: "",
        }
    }

    fn head(&self) -> Markup {
        html! {
            head {
                meta charset="utf-8";
                title { (self.title) }
                meta name="viewport" content=(VIEWPORT);
                @if !self.theme_colour.is_empty() {
                    meta name="theme-color" content=(self.theme_colour);
                }
                @if !self.icon.is_empty() {
                    link rel="icon" sizes="any" href=(self.icon) type="image/svg+xml";
                }
                @for address in &self.stylesheets { link rel="stylesheet" href=(address); }
                // Modules wait for the page by themselves; browsers too old for them skip them.
                @for address in &self.modules { script type="module" src=(address) {} }
                (self.head)
            }
        }
    }

    fn body(&self) -> Markup {
        let main = element("main")
            .class("govuk-main-wrapper")
            .class(self.main_classes)
            .attr("id", "main-content")
            .attr_given("lang", self.main_lang)
            .around(&self.main);
        element("body").class("govuk-template__body").class(self.body_classes).around(html! {
            (self.body_start)
            (self.skip_link)
            @if !self.header.0.is_empty() {
                header.govuk-template__header { (self.header) }
            }
            (element("div")
                .class("govuk-width-container")
                .class(self.container_classes)
                .around(html! { (self.before_main) (main) }))
            (self.before_footer)
            @if !self.footer.0.is_empty() {
                footer.govuk-template__footer { (self.footer) }
            }
        })
    }
}

impl Render for Template<'_> {
    fn render(&self) -> Markup {
        let page = element("html")
            .class("govuk-template")
            .class(self.html_classes)
            .attr("lang", self.lang)
            .around(html! { (self.head()) (self.body()) });
        html! { (DOCTYPE) (page) }
    }
}
