//! What the system does by itself, all the time: judging what was missed, doing jobs, sealing,
//! forgetting. One process at a time does it, under a lease.

use super::queries::waiting;
use super::work::work;
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use crate::jobs::{self, Lease, ROUNDS};
use crate::{Actor, Kept, calendars, ledger, staff};
use jiff::{SignedDuration, Timestamp};

/// How long a process may be silent before another takes over.
const LEASE: SignedDuration = SignedDuration::from_secs(10);
/// How often a lease is renewed, and `judged_through` moved when nothing was missed.
const RENEWED_EVERY: SignedDuration = SignedDuration::from_secs(3);

/// How often somebody is reminded of what falls due.
const REMINDED_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// How often what has died is forgotten.
const CLEANED_EVERY: SignedDuration = SignedDuration::from_hours(1);
/// How long a form that is sent again gives what came of it the first time.
const FORMS_LAST: SignedDuration = SignedDuration::from_hours(24 * 7);

/// How many steps of following a calendar one round takes, so that sealing does not wait long.
const STEPS: usize = 150;

/// What one process remembers from round to round.
#[derive(Debug)]
pub struct Rounds {
    holder: String,
    lease: Option<(Lease, Timestamp)>,
    cleaned: Option<Timestamp>,
    reminded: Option<Timestamp>,
}

impl Rounds {
    /// A process with a name that no other one has.
    pub fn new(holder: String) -> Rounds {
        Rounds { holder, lease: None, cleaned: None, reminded: None }
    }

    /// One round. Gives whether there was anything to do; nothing is done while another process
    /// holds the lease.
    pub fn go(&mut self, kept: &Kept, actor: &Actor, now: Timestamp) -> Result<bool, Fault> {
        let old = |at: Option<Timestamp>, age| at.is_none_or(|at| now.duration_since(at) >= age);
        let is_old = old(self.lease.as_ref().map(|(_, at)| *at), RENEWED_EVERY);
        let due = kept.read(|tx| waiting(tx, now))?;
        let has_work = due.any();
        if !has_work && !is_old {
            return Ok(false);
        }
        let Some(lease) = self.hold(kept, actor, now)? else { return Ok(false) };
        let is_old = is_old || due.passed > 0;
        let follows = if due.calendars > 0 { STEPS } else { 0 };
        let done = self.work_under(&lease, kept, actor, now, (is_old, due.jobs > 0), follows)?;
        if done.is_none() {
            self.lease = None;
        }
        Ok(has_work && done.is_some())
    }

    /// What a round does; none if another process has taken over meanwhile.
    fn work_under(
        &mut self,
        lease: &Lease,
        kept: &Kept,
        actor: &Actor,
        now: Timestamp,
        (must_tick, must_work): (bool, bool),
        follows: usize,
    ) -> Result<Option<()>, Fault> {
        let again = |command: fn(&mut Cx<'_>) -> Result<bool, Failure>| {
            loop {
                match fenced(lease, kept, actor, now, command)? {
                    Some(true) => {}
                    Some(false) => return Ok::<_, Fault>(Some(())),
                    None => return Ok(None),
                }
            }
        };
        for _ in 0..follows {
            match fenced(lease, kept, actor, now, |cx| Ok(calendars::follow(cx)?.more))? {
                Some(true) => {}
                Some(false) => break,
                None => return Ok(None),
            }
        }
        if must_tick && again(|cx| Ok(ledger::tick(cx)?.more))?.is_none() {
            return Ok(None);
        }
        if must_work {
            while work(kept, actor, now)?.done > 0 {}
        }
        if again(|cx| Ok(ledger::seal(cx)?.more))?.is_none() {
            return Ok(None);
        }
        if self.reminded.is_none_or(|at| now.duration_since(at) >= REMINDED_EVERY) {
            crate::reminders::remind(kept, actor, now)?;
            self.reminded = Some(now);
        }
        let is_clean = |at: Timestamp| now.duration_since(at) < CLEANED_EVERY;
        if !self.cleaned.is_some_and(is_clean) {
            let cleaned = fenced(lease, kept, actor, now, |cx| {
                staff::forget_sessions(cx.tx, cx.now)?;
                staff::forget_attempts(cx.tx, cx.now)?;
                crate::forms::forget(cx.tx, cx.now - FORMS_LAST)?;
                Ok(())
            })?;
            self.cleaned = cleaned.map(|()| now).or(self.cleaned);
        }
        Ok(Some(()))
    }

    /// Gives the lease back, so that another process can take over at once.
    pub fn end(&mut self, kept: &Kept, actor: &Actor, now: Timestamp) -> Result<(), Fault> {
        if self.lease.take().is_some() {
            let holder = self.holder.clone();
            kept.act(actor, now, move |cx| Ok(jobs::give_back(cx.tx, ROUNDS, &holder)?))
                .map_err(fault)?;
        }
        Ok(())
    }

    fn hold(&mut self, kept: &Kept, actor: &Actor, now: Timestamp) -> Result<Option<Lease>, Fault> {
        if let Some((lease, at)) = &self.lease
            && now.duration_since(*at) < RENEWED_EVERY
        {
            return Ok(Some(lease.clone()));
        }
        let holder = self.holder.clone();
        let lease = kept
            .act(actor, now, move |cx| jobs::take(cx, ROUNDS, &holder, LEASE))
            .map_err(fault)?;
        self.lease = lease.clone().map(|lease| (lease, now));
        Ok(lease)
    }
}

/// Does something while a lease is held; none if it is held no longer.
fn fenced<T: Send + 'static>(
    lease: &Lease,
    kept: &Kept,
    actor: &Actor,
    now: Timestamp,
    command: impl Fn(&mut Cx<'_>) -> Result<T, Failure> + Send + Sync + 'static,
) -> Result<Option<T>, Fault> {
    let lease = lease.clone();
    kept.act(
        actor,
        now,
        move |cx| {
            if jobs::is_ours(cx, &lease)? { command(cx).map(Some) } else { Ok(None) }
        },
    )
    .map_err(fault)
}

fn fault(failure: Failure) -> Fault {
    match failure {
        Failure::Fault(fault) => fault,
        _ => Fault::new("the system's own work was refused"),
    }
}
