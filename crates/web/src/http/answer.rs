//! What a page answers with.

use super::cookies::Cookie;
use app::Fault;
use maud::Markup;
use std::time::Duration;

/// What a page answers with.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Body,
    pub(crate) cookies: Vec<(Cookie, Option<String>)>,
    /// Not sent earlier than so long after the request came: what takes longer or shorter must
    /// not tell what is there.
    pub(crate) not_before: Option<Duration>,
}

/// What is sent.
pub(crate) enum Body {
    /// A page.
    Page(Markup),
    /// Go and see another page.
    SeeOther(String),
    /// A file of rows, written while it is sent.
    Rows { name: String, rows: Box<dyn Rows> },
    /// A text to be kept as a file.
    Text { name: String, text: String },
    /// A style sheet with the body's colours.
    Style(String),
    /// A JSON document.
    Json(serde_json::Value),
}

/// Rows of a file, some at a time.
pub(crate) trait Rows: Send {
    /// The next rows as text; none at the end.
    fn next(&mut self) -> Result<Option<String>, Fault>;
}

impl Answer {
    fn new(status: u16, body: Body) -> Answer {
        Answer { status, body, cookies: Vec::new(), not_before: None }
    }

    /// A page.
    pub(crate) fn page(page: Markup) -> Answer {
        Answer::new(200, Body::Page(page))
    }

    /// A page with a form that was refused.
    pub(crate) fn refused(page: Markup) -> Answer {
        Answer::new(422, Body::Page(page))
    }

    /// A page with another status.
    pub(crate) fn with_status(status: u16, page: Markup) -> Answer {
        Answer::new(status, Body::Page(page))
    }

    /// Go and see another page.
    pub(crate) fn see_other(address: impl Into<String>) -> Answer {
        Answer::new(303, Body::SeeOther(address.into()))
    }

    /// A file of rows.
    pub(crate) fn rows(name: impl Into<String>, rows: impl Rows + 'static) -> Answer {
        Answer::new(200, Body::Rows { name: name.into(), rows: Box::new(rows) })
    }

    /// A text to be kept as a file.
    pub(crate) fn text(name: impl Into<String>, text: impl Into<String>) -> Answer {
        Answer::new(200, Body::Text { name: name.into(), text: text.into() })
    }

    /// A style sheet.
    pub(crate) fn style(text: String) -> Answer {
        Answer::new(200, Body::Style(text))
    }

    /// A JSON document.
    pub(crate) fn json(document: serde_json::Value) -> Answer {
        Answer::new(200, Body::Json(document))
    }

    /// The same with a cookie set, or forgotten.
    pub(crate) fn cookie(mut self, cookie: Cookie, value: Option<String>) -> Answer {
        self.cookies.push((cookie, value));
        self
    }

    /// The same, sent no earlier than so long after the request.
    pub(crate) fn not_before(mut self, wait: Duration) -> Answer {
        self.not_before = Some(wait);
        self
    }
}
