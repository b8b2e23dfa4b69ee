//! Routes: which page is where, and who may use it.

use super::{Answer, Asked, Trouble};
use app::access::Permission;

/// A page or an action at an address.
#[derive(Clone, Copy)]
pub(crate) struct Route {
    /// Its address, with places such as `{reference}`.
    pub(crate) path: &'static str,
    /// What a browser does with it.
    pub(crate) verb: Verb,
    /// Who may use it.
    pub(crate) who: Who,
    /// What it does.
    pub(crate) page: Page,
}

/// What a page is: a function over what was asked.
pub(crate) type Page = fn(&Asked<'_>) -> Result<Answer, Trouble>;

/// What a browser does with a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verb {
    /// Shows a page. Changes nothing.
    Get,
    /// Sends a form that changes something: it carries a token and acts once.
    Submit,
    /// Sends a form that changes nothing but must not stand in an address.
    Post,
}

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Who {
    /// Everybody, signed in or not.
    Everybody,
    /// Whoever has given a password, but not yet the second factor.
    HalfSignedIn,
    /// Every member of staff who is signed in.
    Staff,
    /// Staff with a permission.
    With(Permission),
}

/// A page that is shown.
pub(crate) const fn get(path: &'static str, who: Who, page: Page) -> Route {
    Route { path, verb: Verb::Get, who, page }
}

/// A form that changes something.
pub(crate) const fn submit(path: &'static str, who: Who, page: Page) -> Route {
    Route { path, verb: Verb::Submit, who, page }
}

/// A form that changes nothing.
pub(crate) const fn post(path: &'static str, who: Who, page: Page) -> Route {
    Route { path, verb: Verb::Post, who, page }
}
