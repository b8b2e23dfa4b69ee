//! A case that is opened: at once, with the contact, or later.

use crate::cx::Cx;
use crate::history::NewFact;
use jiff::civil::Date;
use rules::clock::Given;
use rules::facts::{Assigned, Detail, Evidence, FactKind};

/// What is told of a case that is opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CaseToOpen {
    /// The team that has it.
    pub team: Option<i64>,
    /// The person who has it.
    pub owner: Option<i64>,
    /// What comes next.
    pub next_step: String,
    /// The date that the customer is told.
    pub promised_on: Option<Date>,
}

/// The facts of a case that is opened now.
pub(crate) fn case_facts(
    cx: &Cx<'_>,
    case: &CaseToOpen,
    assigned: Assigned,
    facts: &mut Vec<NewFact>,
) {
    let detail = Detail { assigned: Some(assigned), ..Detail::default() };
    facts.push(NewFact::new(FactKind::Opened, cx.now, Evidence::Entered).with(detail));
    facts.push(
        NewFact::new(FactKind::NextStepSet, cx.now, Evidence::Entered)
            .saying(case.next_step.trim()),
    );
    if let Some(date) = case.promised_on {
        let detail = Detail { given: Some(Given::On(date)), ..Detail::default() };
        facts.push(NewFact::new(FactKind::DateTold, cx.now, Evidence::Entered).with(detail));
    }
}
