//! Doing the jobs that are due, each in a transaction of its own.

use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use crate::jobs::{self, JobKind, Taken};
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
    let taken = kept.act(actor, now, |cx| Ok::<_, Failure>(jobs::claim(cx)?)).map_err(fault)?;
    let mut worked = Worked::default();
    for job in taken {
        match do_one(kept, actor, now, &job) {
            Ok(()) => worked.done += 1,
            Err(failure) => {
                worked.failed += 1;
                let (id, why) = ((job.id, job.attempts), fault(failure).to_string());
                kept.act(actor, now, move |cx| {
                    jobs::failed(cx.tx, id, cx.now, &why)?;
                    Ok::<_, Failure>(())
                })
                .map_err(fault)?;
            }
        }
    }
    Ok(worked)
}

fn do_one(kept: &Kept, actor: &Actor, now: Timestamp, job: &Taken) -> Result<(), Failure> {
    let kind = kind(job)?;
    let (job, record) = ((job.id, job.attempts), job.record);
    kept.act(actor, now, move |cx| perform(cx, kind, job, record))
}

/// Takes a job off the list and does it, unless somebody else has taken it since.
fn perform(
    cx: &mut Cx<'_>,
    kind: JobKind,
    job: (i64, i64),
    record: Option<i64>,
) -> Result<(), Failure> {
    if jobs::done(cx.tx, job)?
        && let Some(record) = record
    {
        match kind {
            JobKind::LookForRepeat => crate::contacts::look_for_repeat(cx, record)?,
            JobKind::RepeatWindowEnds => crate::contacts::repeat_window_ends(cx, record)?,
        }
    }
    Ok(())
}

/// Does the jobs that are due in the transaction at hand, fifty at most, and gives how many there
/// were. One that fails fails all: for what makes many records at once and is begun again if it
/// goes wrong, such as the demonstration.
pub fn work_within(cx: &mut Cx<'_>) -> Result<usize, Failure> {
    let taken = jobs::claim(cx)?;
    for job in &taken {
        perform(cx, kind(job)?, (job.id, job.attempts), job.record)?;
    }
    Ok(taken.len())
}

fn kind(job: &Taken) -> Result<JobKind, Fault> {
    JobKind::named(&job.kind)
        .ok_or_else(|| Fault::new(format!("there are no jobs \"{}\"", job.kind)))
}

fn fault(failure: Failure) -> Fault {
    match failure {
        Failure::Fault(fault) => fault,
        Failure::NotFound => Fault::new("what the job is about is not there"),
        Failure::NotAllowed => Fault::new("the system may not do this"),
        Failure::Stale | Failure::Refused(_) => Fault::new("the job was refused"),
    }
}
