//! Cookies: the session, the visit of somebody without an account, the language.

use axum::http::HeaderMap;
use axum::http::header::COOKIE;

/// Which cookies there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// The session of a member of staff.
    Session,
    /// The visit of somebody without an account, which ties forms to a browser.
    Visit,
    /// The language that was chosen.
    Language,
}

impl Cookie {
    fn plain_name(self) -> &'static str {
        match self {
            Cookie::Session => "session",
            Cookie::Visit => "visit",
            Cookie::Language => "language",
        }
    }

    /// With `__Host-` a browser takes it over HTTPS only, for this host alone. Served without
    /// HTTPS, for a demonstration on the same machine, the prefix would lose the cookie.
    fn name(self, is_secure: bool) -> String {
        let prefix = if is_secure { "__Host-" } else { "" };
        format!("{prefix}{}", self.plain_name())
    }

    /// Its value in a request.
    pub(crate) fn of(self, headers: &HeaderMap, is_secure: bool) -> Option<String> {
        let name = self.name(is_secure);
        headers
            .get_all(COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.to_owned())
    }

    /// The header that sets it, for as long as the browser is open; the language for a year.
    pub(crate) fn set(self, value: &str, is_secure: bool) -> String {
        let secure = if is_secure { "; Secure" } else { "" };
        let age = if self == Cookie::Language { "; Max-Age=31536000" } else { "" };
        let name = self.name(is_secure);
        format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{age}")
    }

    /// The header that forgets it.
    pub(crate) fn forget(self, is_secure: bool) -> String {
        format!("{}; Max-Age=0", self.set("", is_secure))
    }
}
