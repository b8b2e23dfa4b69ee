//! Saying that reminders have been seen.

use super::{queries, store};
use crate::access::Permission;
use crate::cx::Cx;
use crate::failure::Failure;

/// Says that the reminders that somebody has now, made up to a moment, have been seen. Those that
/// were made since stay.
pub fn seen(cx: &mut Cx<'_>, made_until: jiff::Timestamp) -> Result<usize, Failure> {
    cx.require(Permission::SeeRecords)?;
    let reminders = queries::unseen(cx.tx, cx.actor)?;
    let old: Vec<_> = reminders.iter().filter(|reminder| reminder.made_at <= made_until).collect();
    for reminder in &old {
        store::see(cx.tx, (reminder.promise, reminder.due_at), (cx.actor.id, cx.now))?;
    }
    Ok(old.len())
}
