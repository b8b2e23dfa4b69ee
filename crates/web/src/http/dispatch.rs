//! From a request to a page and back: the one place where sessions, tokens and troubles meet
//! HTTP. Pages are synchronous and run on threads where waiting is allowed.

use super::answer::{Answer, Body as Sent, Rows};
use super::asked::{Asked, csrf_of};
use super::cookies::Cookie;
use super::routes::{Route, Verb, Who};
use super::{Fields, Trouble, assets, headers};
use crate::pages;
use crate::site::Site;
use app::staff::Session;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, RawPathParams, Request, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::routing::{MethodFilter, get, on};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use words::Language;

/// Forms are text: a megabyte is more than anybody types.
const LONGEST_FORM: usize = 1 << 20;

/// The router over all pages.
pub(crate) fn router(site: Arc<Site>, routes: &'static [Route]) -> Router {
    let mut router = Router::new().route("/assets/{hash}/{name}", get(assets::send));
    for route in routes {
        let method = match route.verb {
            Verb::Get => MethodFilter::GET,
            Verb::Submit | Verb::Post => MethodFilter::POST,
        };
        let handler = move |State(site): State<Arc<Site>>, places: RawPathParams, request| {
            handle(site, Some(route), places_of(&places), request)
        };
        router = router.route(route.path, on(method, handler));
    }
    let missing = |State(site): State<Arc<Site>>, request| handle(site, None, Vec::new(), request);
    router.fallback(missing).method_not_allowed_fallback(missing).with_state(site)
}

fn places_of(places: &RawPathParams) -> Vec<(String, String)> {
    places.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

async fn handle(
    site: Arc<Site>,
    route: Option<&'static Route>,
    places: Vec<(String, String)>,
    request: Request,
) -> Response<Body> {
    let began = Instant::now();
    let (parts, body) = request.into_parts();
    let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|info| info.0);
    let Ok(body) = axum::body::to_bytes(body, LONGEST_FORM).await else {
        return plain(
            StatusCode::PAYLOAD_TOO_LARGE,
            "The form is too long. Shorten what you typed.",
        );
    };
    let is_secure = site.settings.is_secure;
    let incoming = Incoming {
        address: address_of(&site, &parts.headers, peer),
        path: parts.uri.path().to_owned(),
        query: Fields::read(parts.uri.query().unwrap_or("").as_bytes()),
        form: Fields::read(&body),
        headers: parts.headers,
        places,
    };
    let work = move || incoming.answer(&site, route);
    let answered = tokio::task::spawn_blocking(work).await;
    let Ok(answer) = answered else {
        return plain(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong. Try again.");
    };
    if let Some(wait) = answer.not_before {
        let wait = wait.saturating_sub(began.elapsed());
        tokio::time::sleep(wait).await;
    }
    let name = route.map_or("none", |route| route.path);
    let milliseconds = began.elapsed().as_millis() as u64;
    tracing::info!(route = name, status = answer.status, milliseconds, "answered");
    send(answer, is_secure)
}

/// Behind a proxy that is trusted, the address that it forwards for; else the peer's own.
fn address_of(site: &Site, headers: &HeaderMap, peer: Option<SocketAddr>) -> String {
    let forwarded = headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
    let last = forwarded.and_then(|all| all.rsplit(',').next()).map(|one| one.trim().to_owned());
    last.filter(|_| site.settings.is_behind_proxy)
        .or_else(|| peer.map(|peer| peer.ip().to_string()))
        .unwrap_or_default()
}

struct Incoming {
    path: String,
    query: Fields,
    form: Fields,
    headers: HeaderMap,
    places: Vec<(String, String)>,
    address: String,
}

impl Incoming {
    fn answer(&self, site: &Site, route: Option<&'static Route>) -> Answer {
        let is_secure = site.settings.is_secure;
        let token = Cookie::Session.of(&self.headers, is_secure);
        let visit = Cookie::Visit.of(&self.headers, is_secure);
        let new_visit = visit.is_none().then(app::secret_token);
        let now = (site.clock)();
        let read = site.kept.zone().and_then(|zone| {
            let today = zone.date_of(now);
            let (session, organisation) = site.kept.read(|tx| {
                let session = match &token {
                    Some(token) => app::staff::resume(tx, token, now, today)?,
                    None => None,
                };
                Ok::<_, db::DbError>((session, app::organisation::current(tx)?))
            })?;
            Ok((zone, today, session, organisation))
        });
        let (zone, today, session, organisation) = match read {
            Ok(read) => read,
            Err(error) => {
                let secret = token.or(visit).unwrap_or_default();
                let csrf = csrf_of(&secret);
                return pages::bare_fault(&error.into(), &self.path, &self.form, &csrf);
            }
        };
        let secret = match (&session, &token) {
            (Some(_), Some(token)) => token.as_str(),
            _ => visit.as_deref().or(new_visit.as_deref()).unwrap_or_default(),
        };
        let organisation = organisation.unwrap_or_else(pages::not_set_up);
        let asked = Asked {
            site,
            path: &self.path,
            places: &self.places,
            query: &self.query,
            form: &self.form,
            language: self.language(is_secure),
            now,
            today,
            zone,
            actor: session.as_ref().map(|session| &session.actor),
            secret,
            host: self.host(),
            address: &self.address,
            organisation: &organisation,
        };
        note_life(&asked, session.as_ref());
        let answer = allowed(&asked, session.as_ref(), route)
            .unwrap_or_else(|trouble| pages::trouble(&asked, &trouble));
        let answer = self.remember_language(answer);
        match new_visit.filter(|_| session.is_none()) {
            Some(visit) => answer.cookie(Cookie::Visit, Some(visit)),
            None => answer,
        }
    }

    /// Only what can be a name of a host gets into a page.
    fn host(&self) -> &str {
        let host = self.headers.get(header::HOST).and_then(|host| host.to_str().ok());
        let is_name = |host: &&str| {
            let may = |byte: u8| byte.is_ascii_alphanumeric() || b".:-[]".contains(&byte);
            !host.is_empty() && host.bytes().all(may)
        };
        host.filter(is_name).unwrap_or("localhost")
    }

    fn language(&self, is_secure: bool) -> Language {
        let asked = self.query.given("language").and_then(Language::named);
        let kept = || Cookie::Language.of(&self.headers, is_secure);
        asked.or_else(|| kept().as_deref().and_then(Language::named)).unwrap_or_default()
    }

    /// A language that is chosen stays.
    fn remember_language(&self, answer: Answer) -> Answer {
        match self.query.given("language").and_then(Language::named) {
            Some(language) => answer.cookie(Cookie::Language, Some(language.code().to_owned())),
            None => answer,
        }
    }
}

/// Writes a sign of life of a session, once a minute. That it cannot be written is no reason to
/// turn somebody away.
fn note_life(asked: &Asked<'_>, session: Option<&Session>) {
    let Some(session) = session.filter(|session| session.is_due) else { return };
    let token = asked.secret.to_owned();
    let written = asked.site.kept.act(&session.actor, asked.now, move |cx| {
        app::staff::seen(cx.tx, &token, cx.now)?;
        Ok::<_, app::Failure>(())
    });
    if written.is_err() {
        tracing::warn!("a sign of life could not be written");
    }
}

/// Lets a request through to its page, or asks for what is missing first.
fn allowed(
    asked: &Asked<'_>,
    session: Option<&Session>,
    route: Option<&'static Route>,
) -> Result<Answer, Trouble> {
    let route = route.ok_or(Trouble::NotFound)?;
    let is_form = route.verb != Verb::Get;
    let is_complete = session.is_some_and(|session| session.is_complete);
    match route.who {
        Who::Everybody => {}
        Who::HalfSignedIn if session.is_some() => {}
        Who::Staff if is_complete => {}
        Who::With(permission) if is_complete => {
            if !asked.acting().reach.may(permission) {
                return Err(Trouble::NotAllowed);
            }
        }
        _ if session.is_some() && !is_complete => {
            return Ok(Answer::see_other("/staff/sign-in/code"));
        }
        _ => return Ok(pages::sign_in_first(asked, is_form)),
    }
    if is_form && asked.form.text("csrf") != csrf_of(asked.secret) {
        return Ok(pages::send_again(asked));
    }
    (route.page)(asked)
}

fn plain(status: StatusCode, text: &'static str) -> Response<Body> {
    let mut answer = Response::new(Body::from(text));
    *answer.status_mut() = status;
    headers::add(answer.headers_mut(), false);
    answer
}

fn send(answer: Answer, is_secure: bool) -> Response<Body> {
    let mut sent = match answer.body {
        Sent::Page(page) => of_kind("text/html; charset=utf-8", Body::from(page.into_string())),
        Sent::Text { name, text } => {
            as_file(of_kind("text/plain; charset=utf-8", Body::from(text)), &name)
        }
        Sent::Style(text) => {
            let mut sent = of_kind("text/css; charset=utf-8", Body::from(text));
            let hour = HeaderValue::from_static("max-age=3600");
            sent.headers_mut().insert(header::CACHE_CONTROL, hour);
            sent
        }
        Sent::Json(document) => {
            of_kind("application/json; charset=utf-8", Body::from(document.to_string()))
        }
        Sent::SeeOther(address) => {
            let mut sent = Response::new(Body::empty());
            if let Ok(address) = HeaderValue::from_str(&address) {
                sent.headers_mut().insert(header::LOCATION, address);
            }
            sent
        }
        Sent::Rows { name, rows } => file(&name, rows),
    };
    *sent.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    for (cookie, value) in answer.cookies {
        let header_text = match value {
            Some(value) => cookie.set(&value, is_secure),
            None => cookie.forget(is_secure),
        };
        if let Ok(value) = HeaderValue::from_str(&header_text) {
            sent.headers_mut().append(header::SET_COOKIE, value);
        }
    }
    headers::add(sent.headers_mut(), is_secure);
    sent
}

fn of_kind(kind: &'static str, body: Body) -> Response<Body> {
    let mut sent = Response::new(body);
    sent.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    sent
}

/// Sends a file while its rows are read, a few at a time, so that no list is too long.
fn file(name: &str, mut rows: Box<dyn Rows>) -> Response<Body> {
    let (sender, receiver) = tokio::sync::mpsc::channel::<Result<Bytes, std::io::Error>>(4);
    tokio::task::spawn_blocking(move || {
        loop {
            let next = match rows.next() {
                Ok(Some(text)) => Ok(Bytes::from(text)),
                Ok(None) => break,
                // The file ends in the middle and the browser says so: half a list must not look
                // like a whole one.
                Err(fault) => {
                    tracing::error!(%fault, "a file could not be written to its end");
                    Err(std::io::Error::other("the list could not be read to its end"))
                }
            };
            let is_end = next.is_err();
            if sender.blocking_send(next).is_err() || is_end {
                break;
            }
        }
    });
    as_file(of_kind("text/csv; charset=utf-8", Body::from_stream(Receiving(receiver))), name)
}

/// The same, to be kept under a name.
fn as_file(mut sent: Response<Body>, name: &str) -> Response<Body> {
    let disposition = format!("attachment; filename=\"{name}\"");
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        sent.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    sent
}

struct Receiving(tokio::sync::mpsc::Receiver<Result<Bytes, std::io::Error>>);

impl futures_core::Stream for Receiving {
    type Item = Result<Bytes, std::io::Error>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        self.0.poll_recv(context)
    }
}

/// How long an answer takes that must not tell what is there.
pub(crate) const SAME_TIME: Duration = Duration::from_millis(400);
