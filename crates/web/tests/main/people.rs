//! People with a browser: they open pages, follow links, fill forms and send them. Without a
//! script, as every page must work.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use http_body_util::BodyExt;
use scraper::{ElementRef, Html, Selector};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use testkit::{Person, Town};
use tower::ServiceExt;

/// A town whose pages are served, with a clock that tests move.
pub(crate) struct Served {
    pub(crate) town: Town,
    router: axum::Router,
    clock: Arc<AtomicI64>,
    runtime: tokio::runtime::Runtime,
}

impl Served {
    pub(crate) fn new(town: Town) -> Served {
        let clock = Arc::new(AtomicI64::new(town.now().as_microsecond()));
        let reading = Arc::clone(&clock);
        let now =
            move || jiff::Timestamp::from_microsecond(reading.load(Ordering::SeqCst)).unwrap();
        let settings = web::Settings { is_secure: true, is_behind_proxy: true };
        let site = web::Site::new(town.kept.clone(), settings, Box::new(now)).unwrap();
        let site = site.offering(&[include_str!("../../../../charters/rossendale.toml")]);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        Served { town, router: site.router(), clock, runtime }
    }

    /// Moves the clock.
    pub(crate) fn it_is(&self, moment: &str) {
        self.town.it_is(moment);
        self.clock.store(self.town.now().as_microsecond(), Ordering::SeqCst);
    }

    /// Somebody with a browser, not signed in.
    pub(crate) fn visitor(&self) -> Browser<'_> {
        Browser { served: self, cookies: BTreeMap::new(), page: Page::default(), typed: vec![] }
    }

    /// A member of staff, signed in.
    pub(crate) fn officer(&self, person: Person) -> Browser<'_> {
        let mut browser = self.visitor();
        let password = self.town.password(person);
        browser
            .opens("/staff/sign-in")
            .fills("email", person.email())
            .fills("password", &password)
            .sends("Sign in")
            .sees("Hello");
        browser
    }
}

/// What a browser shows.
#[derive(Clone, Default)]
pub(crate) struct Page {
    pub(crate) address: String,
    pub(crate) status: u16,
    pub(crate) html: String,
    pub(crate) headers: Vec<(String, String)>,
}

/// Somebody with a browser.
pub(crate) struct Browser<'s> {
    served: &'s Served,
    cookies: BTreeMap<String, String>,
    pub(crate) page: Page,
    /// What was typed into the page's form so far.
    typed: Vec<(String, Option<String>)>,
}

impl Browser<'_> {
    /// Opens an address, going where it leads.
    pub(crate) fn opens(&mut self, address: &str) -> &mut Self {
        self.asks(Method::GET, address, None);
        self
    }

    /// Sends a request and follows where it leads.
    pub(crate) fn asks(&mut self, method: Method, address: &str, body: Option<String>) {
        let (mut method, mut address, mut body) = (method, address.to_owned(), body);
        for _ in 0..5 {
            self.page = self.once(&method, &address, body.take());
            self.typed.clear();
            let to = self.header("location").map(str::to_owned);
            match to.filter(|_| self.page.status == 303) {
                Some(to) => (method, address) = (Method::GET, to),
                None => return,
            }
        }
        panic!("{address} leads round and round");
    }

    /// One request, without following.
    pub(crate) fn once(&mut self, method: &Method, address: &str, body: Option<String>) -> Page {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = Request::builder()
            .method(method.clone())
            .uri(address)
            .header(header::COOKIE, cookies.join("; "))
            .header("x-forwarded-for", "203.0.113.7")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(body.map_or_else(Body::empty, Body::from))
            .unwrap();
        let router = self.served.router.clone();
        let (parts, bytes) = self.served.runtime.block_on(async {
            let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
            (parts, body.collect().await.unwrap().to_bytes())
        });
        for value in parts.headers.get_all(header::SET_COOKIE) {
            let text = value.to_str().unwrap();
            let (name, rest) = text.split_once('=').unwrap();
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                let value = rest.split(';').next().unwrap();
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let headers = parts.headers.iter().map(|(name, value)| {
            (name.as_str().to_owned(), value.to_str().unwrap_or("").to_owned())
        });
        Page {
            address: address.to_owned(),
            status: parts.status.as_u16(),
            html: String::from_utf8(bytes.to_vec()).unwrap(),
            headers: headers.collect(),
        }
    }

    /// A header of the page.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.page.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Types into the box of a name, or chooses its value.
    pub(crate) fn fills(&mut self, name: &str, value: &str) -> &mut Self {
        self.typed.push((name.to_owned(), Some(value.to_owned())));
        self
    }

    /// Chooses the option of a list by its words.
    pub(crate) fn selects(&mut self, name: &str, words: &str) -> &mut Self {
        let document = Html::parse_document(&self.page.html);
        let options = Selector::parse(&format!("select[name=\"{name}\"] option")).unwrap();
        let found = document.select(&options).find(|option| text(*option).contains(words));
        let Some(option) = found else {
            panic!("{name} offers no “{words}”:\n{}", self.text())
        };
        let value = option.attr("value").unwrap_or("").to_owned();
        self.fills(name, &value)
    }

    /// Presses the button with these words: sends its form.
    pub(crate) fn sends(&mut self, words: &str) -> &mut Self {
        let document = Html::parse_document(&self.page.html);
        let buttons = Selector::parse("form button, form input[type=submit]").unwrap();
        let button = document
            .select(&buttons)
            .find(|button| text(*button).contains(words))
            .unwrap_or_else(|| panic!("there is no button “{words}”:\n{}", self.text()));
        let form = ancestor(button, "form");
        let mut fields = fields_of(form);
        for (name, value) in std::mem::take(&mut self.typed) {
            fields.retain(|(known, _)| *known != name);
            fields.extend(value.map(|value| (name, value)));
        }
        if let Some(name) = button.attr("name") {
            fields.push((name.to_owned(), button.attr("value").unwrap_or("").to_owned()));
        }
        let action = button.attr("formaction").or(form.attr("action"));
        let action = action.unwrap_or(&self.page.address).to_owned();
        let body = encoded(&fields);
        if form.attr("method") == Some("post") {
            self.asks(Method::POST, &action, Some(body));
        } else {
            self.asks(Method::GET, &format!("{action}?{body}"), None);
        }
        self
    }

    /// Follows the link with these words.
    pub(crate) fn follows(&mut self, words: &str) -> &mut Self {
        let document = Html::parse_document(&self.page.html);
        let links = Selector::parse("a[href]").unwrap();
        let link = document
            .select(&links)
            .find(|link| text(*link).contains(words))
            .unwrap_or_else(|| panic!("there is no link “{words}”:\n{}", self.text()));
        let address = link.attr("href").unwrap().to_owned();
        self.opens(&address)
    }

    /// The words of the page stand there.
    pub(crate) fn sees(&mut self, words: &str) -> &mut Self {
        assert!(self.text().contains(words), "“{words}” is not on the page:\n{}", self.text());
        self
    }

    /// They do not.
    pub(crate) fn sees_no(&mut self, words: &str) -> &mut Self {
        assert!(!self.text().contains(words), "“{words}” is on the page:\n{}", self.text());
        self
    }

    /// The page has a status.
    pub(crate) fn is(&mut self, status: StatusCode) -> &mut Self {
        assert_eq!(self.page.status, status.as_u16(), "{}", self.text());
        self
    }

    /// The page says, in the summary and beside the box, what is wrong.
    pub(crate) fn is_told(&mut self, name: &str, sentence: &str) -> &mut Self {
        let document = Html::parse_document(&self.page.html);
        let summary = Selector::parse(".govuk-error-summary").unwrap();
        let summary = document.select(&summary).next().map(text).unwrap_or_default();
        assert!(summary.contains(sentence), "the summary does not say “{sentence}”: {summary}");
        let beside = Selector::parse(&format!("[id=\"{name}-error\"]")).unwrap();
        let beside = document.select(&beside).next().map(text).unwrap_or_default();
        assert!(beside.contains(sentence), "{name} does not say “{sentence}”: {beside}");
        let title = Selector::parse("title").unwrap();
        let title = document.select(&title).next().map(text).unwrap_or_default();
        assert!(title.starts_with("Error: "), "{title}");
        self
    }

    /// What the page's own form would send as it stands.
    pub(crate) fn fields(&self) -> Vec<(String, String)> {
        let document = Html::parse_document(&self.page.html);
        let form = Selector::parse("main form").unwrap();
        document.select(&form).next().map(fields_of).unwrap_or_default()
    }

    /// What stands in the box of a name.
    pub(crate) fn value(&self, name: &str) -> Option<String> {
        let document = Html::parse_document(&self.page.html);
        let forms = Selector::parse("form").unwrap();
        document
            .select(&forms)
            .flat_map(fields_of)
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    /// The words of the page.
    pub(crate) fn text(&self) -> String {
        let document = Html::parse_document(&self.page.html);
        let body = Selector::parse("body").unwrap();
        document.select(&body).next().map_or_else(|| self.page.html.clone(), text)
    }

    /// The last part of the address: a record's reference after logging it.
    pub(crate) fn reference(&self) -> String {
        let path = self.page.address.split('?').next().unwrap();
        path.rsplit('/').next().unwrap().to_owned()
    }
}

fn text(element: ElementRef<'_>) -> String {
    let words: Vec<&str> = element.text().flat_map(str::split_whitespace).collect();
    let value = element.value().attr("value").unwrap_or("");
    if words.is_empty() { value.to_owned() } else { words.join(" ") }
}

fn ancestor<'a>(element: ElementRef<'a>, name: &str) -> ElementRef<'a> {
    element
        .ancestors()
        .filter_map(ElementRef::wrap)
        .find(|ancestor| ancestor.value().name() == name)
        .unwrap()
}

/// What a form would send as it stands.
fn fields_of(form: ElementRef<'_>) -> Vec<(String, String)> {
    let boxes = Selector::parse("input[name], textarea[name], select[name]").unwrap();
    let mut fields = Vec::new();
    for element in form.select(&boxes) {
        let name = element.attr("name").unwrap().to_owned();
        let value = match element.value().name() {
            "textarea" => Some(element.text().collect::<String>()),
            "select" => {
                let chosen = Selector::parse("option[selected]").unwrap();
                let first = Selector::parse("option").unwrap();
                let option = element.select(&chosen).next().or(element.select(&first).next());
                option.map(|option| option.attr("value").unwrap_or("").to_owned())
            }
            _ => match element.attr("type").unwrap_or("text") {
                "radio" | "checkbox" if element.attr("checked").is_none() => None,
                "submit" => None,
                _ => Some(element.attr("value").unwrap_or("").to_owned()),
            },
        };
        fields.extend(value.map(|value| (name, value)));
    }
    fields
}

/// A form's fields as a browser sends them.
pub(crate) fn encoded(fields: &[(String, String)]) -> String {
    let escape = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
                b' ' => "+".to_owned(),
                byte => format!("%{byte:02X}"),
            })
            .collect()
    };
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
    pairs.join("&")
}
