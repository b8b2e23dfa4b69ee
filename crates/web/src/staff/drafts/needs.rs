//! What is still missing before a draft is approved.

use super::address;
use super::telling::need;
use crate::http::Asked;
use app::drafting::{Checked, Draft};
use govuk::{Tag, TagColour, Task, TaskList};
use maud::{Markup, html};
use rules::charter::Charter;
use rules::drafting::{Gap, Missing, Need, Taken, missing};

/// What must have happened before the draft is approved, and what has.
pub(super) fn before_approval(
    asked: &Asked<'_>,
    draft: &Draft,
    charter: &Charter,
    checked: &Checked,
) -> Markup {
    let said = asked.said();
    let taken: Vec<Taken> = draft
        .steps
        .iter()
        .map(|step| Taken {
            kind: step.kind,
            waives: step.told.waives,
            is_of_this_text: step.hash == draft.row.hash,
        })
        .collect();
    let unmet = checked.unmet();
    let missing = missing(&taken, &unmet);
    let found = Found {
        asked,
        draft,
        charter,
        taken: &taken,
        lacks: &checked.gaps,
        unmet: &unmet,
        missing: &missing,
    };
    html! {
        h2.govuk-heading-m { (said.english("Before approval")) }
        (TaskList::new(Need::ALL.iter().map(|one| found.task(*one)).collect()))
        p.govuk-body {
            a.govuk-link href={ (address(draft.row.id)) "/steps/waived" } {
                (said.english("Leave a step out, for a reason"))
            }
        }
    }
}

/// What is known of a draft.
struct Found<'f> {
    asked: &'f Asked<'f>,
    draft: &'f Draft,
    charter: &'f Charter,
    taken: &'f [Taken],
    lacks: &'f [Gap],
    unmet: &'f [Need],
    missing: &'f [Missing],
}

impl<'f> Found<'f> {
    /// What is needed, where it is done, and how far it has come.
    fn task(&self, one: Need) -> Task<'f> {
        let said = self.asked.said();
        let to_do = |words| Tag::coloured(TagColour::Blue, said.english(words));
        let (title, href) = (said.english(need(one)), self.href(one));
        if self.missing.contains(&Missing::NotDone(one)) {
            let task = Task::new(title, href, to_do("To do"));
            return match one {
                Need::Wording => Task { hint: self.lacking().into(), ..task },
                _ => task,
            };
        }
        if one == Need::Scrutiny && self.missing.contains(&Missing::ChangedSinceScrutiny) {
            let why = said.english("The text was changed after it was scrutinised.");
            return Task { hint: why.into(), ..Task::new(title, href, to_do("To do again")) };
        }
        let is_done = match one.step() {
            Some(kind) => self.taken.iter().any(|step| step.kind == kind),
            None => !self.unmet.contains(&one),
        };
        Task::new(title, href, said.english(if is_done { "Done" } else { "Left out" }))
    }

    /// Where it is met, or where it is shown what stands against it.
    fn href(&self, one: Need) -> String {
        let back = address(self.draft.row.id);
        match (one.step(), one, self.lacks.first()) {
            (Some(step), ..) => format!("{back}/steps/{}", step.key()),
            (None, Need::Clashes, _) => "#clashes".to_owned(),
            (None, Need::Feasibility, _) => "#could-we-keep-it".to_owned(),
            (None, _, Some(Gap::Words(section) | Gap::Monitoring(section))) => {
                format!("{back}/sections/{section}")
            }
            (None, _, None) => String::new(),
        }
    }

    /// What sections lack.
    fn lacking(&self) -> Markup {
        let title = |id: &str| {
            let section = self.charter.sections.iter().find(|section| section.id == id);
            section.map_or_else(String::new, |section| section.title.clone())
        };
        let sentences = self.lacks.iter().map(|gap| match gap {
            Gap::Words(id) => format!("\u{201c}{}\u{201d} has no line of commitment.", title(id)),
            Gap::Monitoring(id) => {
                format!("\u{201c}{}\u{201d} does not say how it is monitored.", title(id))
            }
        });
        html! { @for sentence in sentences { (self.asked.said().english(sentence)) " " } }
    }
}
