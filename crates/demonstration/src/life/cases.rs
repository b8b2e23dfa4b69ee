//! The life of a case: acknowledged, perhaps passed on or asked about, answered, closed, once in
//! a while opened again.

use super::contacts::later;
use super::texts::*;
use super::{Happens, Life, Why, pace};
use crate::acts::{What, Work};
use crate::hours::Hours;
use crate::services::{SERVICES, reasons};
use crate::staff::{head_of, manager_of};
use app::cases::Reassign;
use jiff::Timestamp;
use rules::cases::{CloseReason, ReopenReason};
use rules::contacts::Channel;
use rules::promises_told::Way;

/// A case while it is worked on.
pub(super) struct Case {
    pub(super) about: usize,
    pub(super) service: usize,
    pub(super) team: usize,
    pub(super) customer: Option<u32>,
    /// Who works on it, by their place among the actors.
    pub(super) officer: usize,
    /// Whether it has been given to them by name.
    pub(super) has_owner: bool,
    pub(super) channel: Channel,
    pub(super) is_complaint: bool,
    /// Nobody has read or heard it yet.
    pub(super) is_unread: bool,
    /// A message that does not say how to reach whoever left it.
    pub(super) unreachable: bool,
    /// How many working days the customer was told.
    pub(super) days: u32,
    pub(super) stage: Stage,
}

/// How far a case is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    Open,
    Answered,
    Closed,
}

/// Something that is going to be done with a case.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Acknowledge,
    Hold,
    CallBack,
    Respond,
    GiveProgress,
    Plan,
    Note,
    Reassign,
    Withdraw,
    TakeOut,
    Close,
    Reopen,
    OwnUp,
}

/// How many working days somebody who complains is told.
pub(super) fn complaint_days() -> u32 {
    15
}

impl Case {
    /// Whether the customer still waits for an answer.
    pub(super) fn is_waiting(&self) -> bool {
        self.stage == Stage::Open
    }
}

impl Life<'_> {
    /// Plans what is done with a new case.
    pub(super) fn plan(&mut self, record: u32, case: Case, noted: Timestamp) {
        let hours = &self.world.hours;
        let answered = pace::answered(hours, &mut self.dice, (noted, case.days, case.service));
        let mut steps: Vec<(Timestamp, Step)> = Vec::with_capacity(4);
        if case.is_unread {
            // The demonstration begins before anybody has looked at it.
            self.cases.insert(record, case);
            return;
        }
        let dice = &mut self.dice;
        if case.unreachable {
            steps.push((pace::after(hours, dice, noted, 400.0, 0.6), Step::TakeOut));
        } else if case.channel == Channel::Voicemail {
            let called = pace::after(hours, dice, noted, 170.0, 0.85);
            steps.push((called, Step::CallBack));
        } else if dice.chance(0.022) {
            let at = between(noted, answered, dice.unit());
            steps.push((hours.after(at, 1.0 + 30.0 * dice.unit()), Step::Withdraw));
        } else {
            steps.push((answered, Step::Respond));
        }
        let acknowledges = match (case.is_complaint, case.channel) {
            (true, _) => Some((560.0, 0.75)),
            (_, Channel::Email) if dice.chance(0.93) => Some((130.0, 0.85)),
            (_, Channel::Letter) if dice.chance(0.3) => Some((480.0, 0.5)),
            _ => None,
        };
        if let Some((median, spread)) = acknowledges {
            steps.push((pace::after(hours, dice, noted, median, spread), Step::Acknowledge));
        }
        let long = answered.duration_since(noted).as_hours() > 5 * 24;
        for (step, chance) in [
            (Step::Hold, if long { 0.16 } else { 0.0 }),
            (Step::Plan, if long { 0.10 } else { 0.01 }),
            (Step::Note, 0.05),
            (Step::Reassign, if case.is_complaint { 0.02 } else { 0.09 }),
        ] {
            if dice.chance(chance) {
                let at = between(noted, answered, 0.1 + 0.8 * dice.unit());
                steps.push((hours.after(at, 1.0 + 30.0 * dice.unit()), step));
            }
        }
        if case.customer.is_some() {
            if dice.chance(if long { 0.22 } else { 0.05 }) {
                let at = between(noted, answered, 0.3 + 0.6 * dice.unit());
                self.comes_back(at, Why::Progress(record));
            }
            let due = hours.end_of_days(noted, case.days);
            if answered > due {
                self.is_late(record, due);
            }
        }
        self.cases.insert(record, case);
        for (at, step) in steps {
            self.happens(at.max(later(noted, 0.0007)), Happens::Case(record, step));
        }
    }

    /// A case is late: some complain, and some are told first.
    fn is_late(&mut self, record: u32, due: Timestamp) {
        if self.dice.chance(0.10) {
            self.comes_back(later(due, 1.0), Why::Complain(record));
        }
        if self.telling.chance(0.45) {
            let at = pace::after(&self.world.hours, &mut self.telling, due, 300.0, 0.8);
            self.happens(at, Happens::Case(record, Step::OwnUp));
        }
    }

    /// The customer asked how a case stands: the officer tells them, mostly by the next day.
    pub(super) fn was_asked(&mut self, record: u32, at: Timestamp) {
        let at = pace::after(&self.world.hours, &mut self.dice, at, 140.0, 0.95);
        self.happens(at, Happens::Case(record, Step::GiveProgress));
    }

    /// Something is done with a case, if it can still be done.
    pub(super) fn works(&mut self, record: u32, step: Step, at: Timestamp) {
        let Some(case) = self.cases.get(&record) else { return };
        let fits = match (step, case.stage) {
            (Step::Note | Step::OwnUp, _) => true,
            (Step::Close, stage) => stage == Stage::Answered,
            (Step::Reopen, stage) => stage == Stage::Closed,
            (Step::GiveProgress | Step::Reassign, stage) => stage != Stage::Closed,
            (_, stage) => stage == Stage::Open,
        };
        if !fits {
            return;
        }
        let (service, officer) = (case.service, case.officer);
        let by = match step {
            Step::Reassign | Step::Reopen => self.world.town.place(manager_of(service)),
            Step::TakeOut => self.world.town.place(head_of(SERVICES[service].key)),
            _ => officer,
        };
        let Some(work) = self.work(record, step, at) else { return };
        self.act(at, by, What::Work { record, work });
        self.follows(record, step, at);
    }

    /// What exactly is done.
    fn work(&mut self, record: u32, step: Step, at: Timestamp) -> Option<Work> {
        if matches!(step, Step::Reassign) {
            return self.moves(record).map(Work::Reassign);
        }
        let case = self.cases.get(&record)?;
        let (_, reason) = reasons().nth(case.about)?;
        let hours = &self.world.hours;
        let on = hours.zone().date_of(at);
        let dice = &mut self.dice;
        let answers: &[&'static str] =
            if case.is_complaint { &COMPLAINT_ANSWERS } else { reason.answers };
        Some(match step {
            Step::Acknowledge => {
                // Some are told another date when the officer has looked at it.
                let again = dice.chance(0.08);
                Work::Acknowledge(again.then(|| pace::told(hours, at, case.days)))
            }
            Step::Hold => Work::Hold(dice.pick(&HOLDING).into()),
            Step::CallBack => Work::CallBack(dice.pick(&CALLED).into()),
            Step::Respond => {
                Work::Respond(crate::words::filled(dice.pick(answers), None, on, dice))
            }
            Step::GiveProgress => Work::GiveProgress(dice.pick(&PROGRESS).into()),
            Step::Plan => {
                let date = pace::told(hours, at, 3 + dice.below(5) as u32);
                Work::NextStep(dice.pick(&STEPS).into(), date, dice.chance(0.4))
            }
            Step::Note => Work::Note(dice.pick(&NOTES).into()),
            Step::OwnUp => Work::OwnUp(self.telling.pick(&Way::OF_AN_APOLOGY)),
            Step::Withdraw => {
                Work::Close(CloseReason::Withdrawn, "Customer no longer needs it.".into())
            }
            Step::TakeOut => {
                let why = "Nobody to answer to: no name, number or address was left.";
                Work::Close(CloseReason::NoResponseOwed, why.into())
            }
            Step::Close => Work::Close(CloseReason::Done, dice.pick(&CLOSED).into()),
            Step::Reopen => {
                let reason = match dice.chance(0.75) {
                    true => ReopenReason::WrongOrIncomplete,
                    false => ReopenReason::ClosedInError,
                };
                Work::Reopen(reason, dice.pick(&REOPENED).into())
            }
            Step::Reassign => return None,
        })
    }

    /// A case goes to another officer of the team, or to another team of the service.
    fn moves(&mut self, record: u32) -> Option<Reassign> {
        let case = self.cases.get_mut(&record)?;
        let town = &self.world.town;
        let teams = town.teams[case.service].len();
        let before = (case.team, case.officer, case.has_owner);
        if teams > 1 && self.dice.chance(0.2) {
            case.team = (case.team + 1) % teams;
        }
        let officers = &town.officers[case.service][case.team];
        case.officer = self.dice.pick(officers);
        case.has_owner = true;
        if before == (case.team, case.officer, case.has_owner) {
            return None;
        }
        Some(Reassign {
            service: town.services[case.service],
            team: Some(town.teams[case.service][case.team]),
            owner: Some(town.actors[case.officer].id),
            text: self.dice.pick(&MOVED).into(),
        })
    }

    /// What follows from what was done.
    fn follows(&mut self, record: u32, step: Step, at: Timestamp) {
        let hours = &self.world.hours;
        let Some(case) = self.cases.get_mut(&record) else { return };
        let dice = &mut self.dice;
        let next = match step {
            Step::CallBack => Some((pace::after(hours, dice, at, 10.0, 0.8), Step::Respond)),
            Step::Respond => {
                case.stage = Stage::Answered;
                let soon = dice.chance(0.8);
                let (median, spread) = if soon { (12.0, 1.0) } else { (2.5 * Hours::DAY, 0.5) };
                // One in a hundred is answered and never closed.
                let closes = dice.chance(0.99);
                closes.then(|| (pace::after(hours, dice, at, median, spread), Step::Close))
            }
            Step::Close => {
                case.stage = Stage::Closed;
                let again = dice.chance(0.012);
                let days = 2.0 * Hours::DAY;
                again.then(|| (pace::after(hours, dice, at, days, 0.7), Step::Reopen))
            }
            Step::Reopen => {
                case.stage = Stage::Open;
                let days = 2.0 * Hours::DAY;
                Some((pace::after(hours, dice, at, days, 0.6), Step::Respond))
            }
            Step::Withdraw | Step::TakeOut => {
                case.stage = Stage::Closed;
                None
            }
            _ => None,
        };
        match next {
            Some((at, next)) => self.happens(at, Happens::Case(record, next)),
            // Nothing is left to happen with it.
            None if case.stage == Stage::Closed => drop(self.cases.remove(&record)),
            None => {}
        }
    }
}

/// A moment on the way from one to another.
fn between(from: Timestamp, to: Timestamp, part: f64) -> Timestamp {
    let seconds = to.duration_since(from).as_secs() as f64 * part;
    from + jiff::SignedDuration::from_secs(seconds as i64)
}
