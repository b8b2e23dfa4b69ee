//! Doing the jobs that are due, each in a transaction of its own.

use super::queue::{self, JobKind, Taken};
use crate::failure::{Failure, Fault};
use crate::{Actor, Kept};
use jiff::Timestamp;

/// What a round of work did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Worked {
    /// How many jobs are done.
    pub done: usize,
    /// How many failed and will be tried again.
    pub failed: usize,
}

/// Does the jobs that are due, fifty at most.
pub fn work(kept: &Kept, actor: &Actor, now: Timestamp) -> Result<Worked, Fault> {
    let taken = kept.act(actor, now, |cx| Ok::<_, Failure>(queue::claim(cx)?)).map_err(fault)?;
    let mut worked = Worked::default();
    for job in taken {
        match do_one(kept, actor, now, &job) {
            Ok(()) => worked.done += 1,
            Err(failure) => {
                worked.failed += 1;
                let (id, why) = ((job.id, job.attempts), fault(failure).to_string());
                kept.act(actor, now, move |cx| {
                    queue::failed(cx.tx, id, cx.now, &why)?;
                    Ok::<_, Failure>(())
                })
                .map_err(fault)?;
            }
        }
    }
    Ok(worked)
}

fn do_one(kept: &Kept, actor: &Actor, now: Timestamp, job: &Taken) -> Result<(), Failure> {
    let Some(kind) = JobKind::named(&job.kind) else {
        return Err(Fault::new(format!("there are no jobs \"{}\"", job.kind)).into());
    };
    let (id, record) = (job.id, job.record);
    kept.act(actor, now, move |cx| {
        if let Some(record) = record {
            match kind {
                JobKind::LookForRepeat => crate::contacts::look_for_repeat(cx, record)?,
                JobKind::RepeatWindowEnds => crate::contacts::repeat_window_ends(cx, record)?,
            }
        }
        queue::done(cx.tx, id)?;
        Ok(())
    })
}

fn fault(failure: Failure) -> Fault {
    match failure {
        Failure::Fault(fault) => fault,
        Failure::NotFound => Fault::new("what the job is about is not there"),
        Failure::NotAllowed => Fault::new("the system may not do this"),
        Failure::Stale | Failure::Refused(_) => Fault::new("the job was refused"),
    }
}
