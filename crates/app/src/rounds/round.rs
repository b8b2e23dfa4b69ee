//! What the system does by itself, all the time: judging what was missed, doing jobs, sealing,
//! forgetting. One process at a time does it, under a lease.

use super::queries::waiting;
use super::work::work;
use crate::failure::{Failure, Fault};
use crate::jobs::{self, ROUNDS};
use crate::{Actor, Kept, ledger, staff};
use jiff::{SignedDuration, Timestamp};

/// How long a process may be silent before another takes over.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// How often a lease is renewed, and `judged_through` moved when nothing was missed.
const RENEWED_EVERY: SignedDuration = SignedDuration::from_secs(10);

/// How long a form that is sent again gives what came of it the first time.
const FORMS_LAST: SignedDuration = SignedDuration::from_hours(24 * 7);

/// What one process remembers from round to round.
#[derive(Debug)]
pub struct Rounds {
    holder: String,
    renewed: Option<Timestamp>,
    cleaned: Option<Timestamp>,
}

impl Rounds {
    /// A process with a name that no other one has.
    pub fn new(holder: String) -> Rounds {
        Rounds { holder, renewed: None, cleaned: None }
    }

    /// One round. Gives whether there was anything to do; nothing is done while another process
    /// holds the lease.
    pub fn go(&mut self, kept: &Kept, actor: &Actor, now: Timestamp) -> Result<bool, Fault> {
        let old = |at: Option<Timestamp>, age| at.is_none_or(|at| now.duration_since(at) >= age);
        let is_old = old(self.renewed, RENEWED_EVERY);
        let due = kept.read(|tx| waiting(tx, now))?;
        let has_work = due.any();
        if !has_work && !is_old {
            return Ok(false);
        }
        if !self.hold(kept, actor, now)? {
            return Ok(false);
        }
        if due.passed > 0 || is_old {
            while kept.act(actor, now, ledger::tick).map_err(fault)?.more {}
        }
        if due.jobs > 0 {
            while work(kept, actor, now)?.done > 0 {}
        }
        while kept.act(actor, now, ledger::seal).map_err(fault)?.more {}
        if old(self.cleaned, SignedDuration::from_hours(1)) {
            kept.act(actor, now, |cx| {
                staff::forget_sessions(cx.tx, cx.now)?;
                staff::forget_attempts(cx.tx, cx.now)?;
                crate::forms::forget(cx.tx, cx.now - FORMS_LAST)?;
                Ok::<_, Failure>(())
            })
            .map_err(fault)?;
            self.cleaned = Some(now);
        }
        Ok(has_work)
    }

    /// Gives the lease back, so that another process can take over at once.
    pub fn end(&mut self, kept: &Kept, actor: &Actor, now: Timestamp) -> Result<(), Fault> {
        if self.renewed.take().is_some() {
            let holder = self.holder.clone();
            kept.act(actor, now, move |cx| Ok(jobs::give_back(cx.tx, ROUNDS, &holder)?))
                .map_err(fault)?;
        }
        Ok(())
    }

    fn hold(&mut self, kept: &Kept, actor: &Actor, now: Timestamp) -> Result<bool, Fault> {
        let is_fresh = self.renewed.is_some_and(|at| now.duration_since(at) < RENEWED_EVERY);
        if is_fresh {
            return Ok(true);
        }
        let holder = self.holder.clone();
        let lease = kept
            .act(actor, now, move |cx| jobs::take(cx, ROUNDS, &holder, LEASE))
            .map_err(fault)?;
        self.renewed = lease.as_ref().map(|_| now);
        Ok(lease.is_some())
    }
}

fn fault(failure: Failure) -> Fault {
    match failure {
        Failure::Fault(fault) => fault,
        _ => Fault::new("the system's own work was refused"),
    }
}
