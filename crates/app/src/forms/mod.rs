//! Forms sent twice act once.

mod store;

use crate::cx::Cx;
use crate::failure::Failure;
use sha2::{Digest, Sha256};

/// A form that was sent: its own key, and a hash of what was in it.
#[derive(Clone, Debug)]
pub struct Form {
    key: String,
    actor: String,
    hash: [u8; 32],
}

/// What came of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Acted {
    /// It was acted on now: where its outcome is to be seen.
    Now(String),
    /// It was acted on before.
    Before(String),
}

impl Acted {
    /// Where the outcome is to be seen.
    pub fn address(&self) -> &str {
        match self {
            Acted::Now(address) | Acted::Before(address) => address,
        }
    }
}

impl Form {
    /// The form of a key, sent by somebody, with this content.
    pub fn new(key: &str, actor: &str, content: &[u8]) -> Form {
        Form { key: key.into(), actor: actor.into(), hash: Sha256::digest(content).into() }
    }

    /// Does what a form asks for, unless that has been done: then gives the outcome's address
    /// again. The same key with other content is not acted on either: the first one stands.
    pub fn act<R>(
        &self,
        cx: &mut Cx<'_>,
        command: impl FnOnce(&mut Cx<'_>) -> Result<String, Failure<R>>,
    ) -> Result<Acted, Failure<R>> {
        // Taken before anything is done: the same form sent at the same moment waits here, begins
        // again and finds what came of the first.
        if !store::take(cx.tx, (&self.key, &self.actor), &self.hash, cx.now)?
            && let Some(address) = store::outcome(cx.tx, &self.key, &self.actor)?
        {
            return Ok(Acted::Before(address));
        }
        let address = command(cx)?;
        store::set_outcome(cx.tx, &self.key, &self.actor, &address)?;
        Ok(Acted::Now(address))
    }
}

pub(crate) use store::forget;
