//! A client that can be dropped anywhere.

use std::ops::{Deref, DerefMut};
use std::thread;

use ::postgres::Client;

/// A client whose farewell to the server is said on a thread of its own: the client runs a small
/// asynchronous runtime for it, and where one runs already (the web's) that would panic.
pub(super) struct Session(Option<Client>);

impl Session {
    pub(super) fn new(client: Client) -> Self {
        Self(Some(client))
    }
}

impl Deref for Session {
    type Target = Client;

    fn deref(&self) -> &Client {
        let Some(client) = &self.0 else { unreachable!("there until dropped") };
        client
    }
}

impl DerefMut for Session {
    fn deref_mut(&mut self) -> &mut Client {
        let Some(client) = &mut self.0 else { unreachable!("there until dropped") };
        client
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if let Some(client) = self.0.take() {
            let farewell = thread::spawn(move || drop(client));
            // Waited for, so that a closed database is closed on the server too.
            let _ = farewell.join();
        }
    }
}
