//! Changing a draft part by part.

use super::commands::{ChangeRefusal, open, put};
use super::queries::{self, State};
use crate::access::Permission;
use crate::charters;
use crate::cx::Cx;
use crate::failure::{Failure, Fault};
use rules::calendar::{Calendar, Nation};
use rules::charter::{
    Charter, Edit, EditRefusal, Edited, Problem, StandardCalendar, edit, part_named, parts, read,
};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// A change of one part of a draft.
#[derive(Clone, Debug)]
pub struct EditPart {
    /// The table, and the part's name in it.
    pub part: (String, String),
    /// What whoever changes it has seen of it: [`mark`].
    pub seen: String,
    /// What is done.
    pub edit: Edit,
}

/// Why a part is not changed.
#[derive(Clone, Debug, PartialEq)]
pub enum EditPartRefusal {
    /// The charter would not read: what is wrong, and where the part stands.
    DoesNotRead(Vec<Problem>, Edited),
    /// The first part has none before it, and the last none behind it.
    AtTheEnd,
    /// Somebody has changed this part meanwhile.
    ChangedMeanwhile,
    /// The draft was approved or withdrawn.
    Finished(State),
    /// The charter would be of another kind.
    OtherKind,
}

/// What stands for a part as somebody has seen it: another one if it says something else.
pub fn mark(charter: &Charter, (table, name): (&str, &str)) -> String {
    let all = parts(charter);
    let text = part_named(&all, table, name).map(rules::charter::Part::text).unwrap_or_default();
    crate::random::hexadecimal(&Sha256::digest(text.as_bytes())[..8])
}

/// Changes a part, if it is still what was seen; other parts may have changed meanwhile. Gives
/// the part's name, as it is then.
pub fn edit_part(
    cx: &mut Cx<'_>,
    draft: i64,
    new: &EditPart,
) -> Result<String, Failure<EditPartRefusal>> {
    use EditPartRefusal as No;
    cx.require(Permission::ManageCharter)?;
    let row = open(cx, draft).map_err(|failure| failure.map(No::Finished))?;
    let before = charter_of(&queries::text_of(cx.tx, draft, row.text)?.unwrap_or_default())?;
    let place = (new.part.0.as_str(), new.part.1.as_str());
    if !matches!(new.edit, Edit::Add(_)) && mark(&before, place) != new.seen {
        return Err(Failure::refused(No::ChangedMeanwhile));
    }
    let edited = edit(&before, place, &new.edit).map_err(|refusal| match refusal {
        EditRefusal::NotFound => Failure::NotFound,
        EditRefusal::AtTheEnd => Failure::refused(No::AtTheEnd),
    })?;
    let after = match read(&edited.text) {
        Ok(after) => after,
        Err(problems) => return Err(Failure::refused(No::DoesNotRead(problems, edited))),
    };
    put(cx, &row, &after).map_err(|failure| {
        failure.map(|refusal| match refusal {
            ChangeRefusal::OtherKind => No::OtherKind,
            _ => No::ChangedMeanwhile,
        })
    })?;
    Ok(edited.name)
}

/// The charter of a stored text.
pub fn charter_of(text: &str) -> Result<Charter, Fault> {
    read(text).map_err(|_| Fault::new("a stored draft does not read"))
}

/// The calendar that a draft's standard would count by: the draft's own, or one that statute sets.
pub fn calendar(charter: &Charter, which: StandardCalendar) -> Option<Arc<Calendar>> {
    let own = charter.calendar.clone();
    match which {
        // Most count by it, and a venue's hours are not the draft's to say.
        StandardCalendar::Body | StandardCalendar::Place => own.compile().ok().map(Arc::new),
        StandardCalendar::Statutory(nation) => {
            let all = charters::work_out(own).ok()?;
            let place = Nation::ALL.iter().position(|known| *known == nation)?;
            Some(Arc::clone(&all.statutory[place]))
        }
        StandardCalendar::RoundTheClock => Some(charters::work_out(own).ok()?.round_the_clock),
    }
}
