//! Passwords of the town's people, for those who sign in through pages.

use crate::{Person, Town};
use app::Failure;
use db::args;
use std::sync::OnceLock;

/// Everybody's password. Hashing is slow on purpose, so it is done once a run.
const PASSWORD: &str = "three odd words";

static HASH: OnceLock<String> = OnceLock::new();

impl Town {
    /// Gives somebody a password, and says which.
    pub fn password(&self, person: Person) -> String {
        let hash = HASH.get_or_init(|| app::staff::hash_password(PASSWORD).unwrap());
        self.system(move |cx| {
            let to = args![hash, person.email()];
            cx.tx.execute("UPDATE staff SET password_hash = $1 WHERE email = $2", to)?;
            Ok::<_, Failure>(())
        })
        .unwrap();
        PASSWORD.to_owned()
    }
}
