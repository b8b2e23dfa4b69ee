//! A part of a transaction that may fail without the rest.

use crate::error::DbError;
use crate::tx::{Health, Tx};

impl Tx {
    /// Runs `part`; if it fails, what it changed is undone and the transaction goes on as it was
    /// before. For failures that are expected, such as a reference drawn twice.
    ///
    /// # Errors
    /// `part`'s error; [`DbError::Aborted`] if `part` hid the failure of a statement.
    pub fn attempt<T, E: From<DbError>>(
        &mut self,
        part: impl FnOnce(&mut Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        let name = format!("attempt_{}", self.savepoints + 1);
        self.batch(&format!("SAVEPOINT {name}"))?;
        self.savepoints += 1;
        let mut result = part(self);
        self.savepoints -= 1;
        if result.is_ok() {
            result = self.sound().map_err(E::from).and(result);
        }
        match (&result, self.health) {
            (Ok(_), _) => self.batch(&format!("RELEASE SAVEPOINT {name}"))?,
            (Err(_), Health::Sound | Health::Failed) => {
                self.health = Health::Sound;
                self.batch(&format!("ROLLBACK TO SAVEPOINT {name}; RELEASE SAVEPOINT {name}"))?;
            }
            // The whole transaction must be run again, or is gone: no savepoint to go back to.
            (Err(_), Health::Conflict | Health::Gone) => {}
        }
        result
    }

    /// Forgets an earlier command's failure, as the writer begins the next one.
    pub(crate) fn renew(&mut self) {
        self.health = Health::Sound;
        self.savepoints = 0;
    }
}
