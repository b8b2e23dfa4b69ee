//! What was asked, and by whom.

use super::Fields;
use crate::site::Site;
use crate::words::Said;
use app::organisation::Organisation;
use app::{Acted, Actor, Cx, Failure, Form};
use db::Tx;
use jiff::Timestamp;
use jiff::civil::Date;
use rules::calendar::Zone;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use words::Language;

/// A request, with everything that a page needs of it.
pub(crate) struct Asked<'a> {
    pub(crate) site: &'a Site,
    /// The address, without what follows `?`.
    pub(crate) path: &'a str,
    /// What stands in places of the route's path.
    pub(crate) places: &'a [(String, String)],
    /// What follows `?` in the address.
    pub(crate) query: &'a Fields,
    /// What was typed into the form.
    pub(crate) form: &'a Fields,
    pub(crate) language: Language,
    pub(crate) now: Timestamp,
    pub(crate) today: Date,
    pub(crate) zone: Arc<Zone>,
    /// Who is signed in, completely or up to the second factor.
    pub(crate) actor: Option<&'a Actor>,
    /// The secret of the session or of the visit.
    pub(crate) secret: &'a str,
    /// By what name the browser reached us, as it says itself.
    pub(crate) host: &'a str,
    /// Where the request comes from, for limiting guesses.
    pub(crate) address: &'a str,
    pub(crate) organisation: &'a Organisation,
}

impl<'a> Asked<'a> {
    /// The same request, to change a part of it.
    pub(crate) fn copy(&self) -> Asked<'a> {
        Asked { zone: Arc::clone(&self.zone), ..*self }
    }

    /// Makes texts in the language of the page.
    pub(crate) fn said(&self) -> Said {
        Said::new(self.language)
    }

    /// What stands in a place of the path.
    pub(crate) fn place(&self, name: &str) -> &str {
        self.places.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// What addresses begin with outside of pages, in a letter or an email: `https://kept.example`.
    /// Staff reach the same place as residents.
    pub(crate) fn origin(&self) -> String {
        let scheme = if self.site.settings.is_secure { "https" } else { "http" };
        format!("{scheme}://{}", self.host)
    }

    /// Who acts: the member of staff, or the system for somebody without an account.
    pub(crate) fn acting(&self) -> &Actor {
        self.actor.unwrap_or(&self.site.public)
    }

    /// Reads one snapshot.
    pub(crate) fn read<T, E: From<db::DbError>>(
        &self,
        query: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        self.site.kept.read(query)
    }

    /// Does what the form asks for, once: sent again, it gives the first outcome's address.
    pub(crate) fn act<R: Send + 'static>(
        &self,
        command: impl Fn(&mut Cx<'_>) -> Result<String, Failure<R>> + Send + Sync + 'static,
    ) -> Result<Acted, Failure<R>> {
        let actor = self.acting();
        let who = format!("{} {}", actor.id, self.visitor());
        let form = Form::new(self.form.text("form_key"), &who, self.form.encoded().as_bytes());
        self.site.kept.act(actor, self.now, move |cx| form.act(cx, |cx| command(cx)))
    }

    /// The token that every changing form carries: nobody without the session's secret has it.
    pub(crate) fn csrf(&self) -> String {
        csrf_of(self.secret)
    }

    /// A name for the browser of somebody without an account; empty for staff.
    fn visitor(&self) -> String {
        if self.actor.is_some() { String::new() } else { hash(&format!("visitor {}", self.secret)) }
    }
}

/// The token of forms for a secret.
pub(super) fn csrf_of(secret: &str) -> String {
    hash(&format!("forms of {secret}"))
}

fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
