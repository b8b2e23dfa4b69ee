//! The picture of a clock: its days as cells, or its opening hours as stretches, from receipt to
//! the due moment. It is reached by the same counting as [`due`](super::due), so that the two
//! cannot tell different stories.

use super::Way;
use crate::calendar::{Calendar, Closed, Day, instant, plus_months};
use crate::clock::count;
use crate::clock::course::Course;
use crate::clock::due::due;
use crate::clock::limit::{Limit, Unit};
use crate::clock::policy::{Clock, DayOne, PauseDays, Term};
use crate::clock::timeline::{Extension, Pauses};
use jiff::Timestamp;
use jiff::civil::Date;

/// A day on the way to the due moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayCell {
    /// The local date.
    pub date: Date,
    /// What the clock does with it.
    pub state: DayState,
    /// Whether it was received on this day.
    pub is_receipt: bool,
    /// Whether it is day 1.
    pub is_day_one: bool,
    /// Whether it is due on this day.
    pub is_due: bool,
}

/// What a clock does with a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DayState {
    /// It comes before day 1.
    NotCounted,
    /// It counts.
    Counted {
        /// Its number in the limit, or in the extension where that counts other days.
        number: u32,
        /// Whether it counts only because more time was granted.
        is_extension: bool,
    },
    /// It is closed, and the limit counts working days.
    Closed(ClosedBy),
    /// The clock stands still.
    Paused,
    /// The count has ended on a closed day: the due date moves on over it, or to it.
    MovedOn,
    /// It comes after the due date.
    Beyond,
}

/// Why a day is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClosedBy {
    /// The ordinary week has no hours on this weekday.
    Weekday,
    /// A bank holiday, by its name.
    BankHoliday(String),
    /// A closed day of the body's own, by its name where it has one.
    ClosedDay(Option<String>),
}

/// How many days a picture has at most: nobody reads more, and a limit may be very long.
pub const LONGEST: usize = 1_500;

impl Course {
    /// The days of a course in days from receipt to the due date, as [`days`]; those of what it
    /// waited for among them.
    pub fn days(&self, calendar: &Calendar, until: Date) -> Vec<DayCell> {
        let zone = calendar.zone();
        let (first, start) = (zone.date_of(self.first_start()), zone.date_of(self.start()));
        let waits = self.waits_since().is_some();
        let mut cells = if waits {
            Vec::new()
        } else {
            days(self.clock(), calendar, self.start(), self.pauses(), self.extensions(), until)
        };
        let is_in_days =
            matches!(self.clock().term(), Term::Limit(limit) if limit.unit.counts_days());
        if self.waits().is_empty() || !is_in_days {
            return cells;
        }
        cells.iter_mut().for_each(|cell| cell.is_receipt = cell.date == first);
        let before = if waits { until } else { start.yesterday().unwrap_or(start) };
        let (Some(from), Some(to)) = (Day::of(first), Day::of(before)) else { return cells };
        let before =
            (from.0..=to.0).take(LONGEST).map(|number| self.waiting_day(calendar, Day(number)));
        before.chain(cells).collect()
    }

    /// A day before what was waited for had arrived.
    fn waiting_day(&self, calendar: &Calendar, day: Day) -> DayCell {
        let (zone, date) = (calendar.zone(), day.date());
        let waited = self.waits().iter().any(|wait| {
            zone.date_of(wait.asked) <= date
                && wait.arrived.is_none_or(|arrived| date < zone.date_of(arrived))
        });
        DayCell {
            date,
            state: if waited { DayState::Paused } else { DayState::NotCounted },
            is_receipt: date == zone.date_of(self.first_start()),
            is_day_one: false,
            is_due: false,
        }
    }

    /// The stretches of a course in time from its start to the due moment, as [`stretches`].
    pub fn stretches(&self, calendar: &Calendar, until: Timestamp) -> Vec<CountedStretch> {
        if self.waits_since().is_some() {
            return Vec::new();
        }
        let (clock, pauses) = (self.clock(), self.pauses());
        stretches(clock, calendar, self.start(), pauses, self.extensions(), until)
    }
}

/// The days of a limit in days from receipt to the due date, and beyond it up to `until`. While
/// there is no due date: up to `until`. Empty for whatever does not count days.
pub fn days(
    clock: &Clock,
    calendar: &Calendar,
    start: Timestamp,
    pauses: &Pauses,
    extensions: &[Extension],
    until: Date,
) -> Vec<DayCell> {
    let found = due(clock, calendar, start, pauses, extensions);
    let mut way = Way { clock, calendar, start, pauses, extensions, found, reasons: Vec::new() };
    let Term::Limit(limit) = clock.term() else { return Vec::new() };
    if !limit.unit.counts_days() {
        return Vec::new();
    }
    let granted = way.counting_extensions();
    let (Some(received), Some((receipt, _))) = (calendar.zone().day_of(start), way.receipt(limit))
    else {
        return Vec::new();
    };
    let due_on = found.date(calendar);
    let last = due_on.map_or(until, |due| due.max(until));
    let rule = clock.policy().pause_days;
    let steps = steps(limit, &granted);
    let mut counting = Counting {
        calendar,
        pauses,
        rule,
        day_one: first_day(clock.policy().day_one, calendar, &steps, receipt),
        receipt,
        due_on,
        steps: steps.into(),
        number: 0,
        left: None,
    };
    let all = (received.0..=Day::of(last).map_or(received.0, |day| day.0)).map(Day);
    all.take(LONGEST).map(|day| counting.cell(day, received)).collect()
}

/// The first day that could count: with nothing to count, the day of receipt.
fn first_day(rule: DayOne, calendar: &Calendar, steps: &[Step], receipt: Day) -> Option<Day> {
    let mut own = steps.iter().filter(|step| step.goes_on);
    let counts_working = steps.first().is_some_and(|step| step.unit == Unit::WorkingDays);
    match rule {
        _ if own.all(|step| step.amount == 0) => Some(receipt),
        rule if counts_working => {
            calendar.working_day(count::first_working_rank(calendar, rule, receipt))
        }
        DayOne::Receipt => Some(receipt),
        DayOne::AfterReceipt | DayOne::Rolled => Some(receipt.next()),
    }
}

/// A part of the way: so many days of one kind.
#[derive(Clone, Copy)]
struct Step {
    unit: Unit,
    amount: u32,
    is_extension: bool,
    /// Whether its days are numbered on from those before it.
    goes_on: bool,
}

/// The limit, then what was granted in its own unit, then months, calendar and working days: the
/// order in which the due date is reached.
fn steps(limit: Limit, granted: &[Limit]) -> Vec<Step> {
    let days = |by: Limit| by.size(1) as u32;
    let sum = |is: &dyn Fn(Unit) -> bool| {
        granted.iter().filter(|by| is(by.unit)).map(|by| days(*by)).sum()
    };
    let own = |unit: Unit| limit.unit.adds_to(unit);
    let other = |unit: Unit, is: &dyn Fn(Unit) -> bool| Step {
        unit,
        amount: sum(&|of| !own(of) && is(of)),
        is_extension: true,
        goes_on: false,
    };
    let base = Step { unit: limit.unit, amount: days(limit), is_extension: false, goes_on: true };
    vec![
        base,
        Step { amount: sum(&own), is_extension: true, ..base },
        other(Unit::Months, &|of| of == Unit::Months),
        other(Unit::CalendarDays, &|of| matches!(of, Unit::CalendarDays | Unit::Weeks)),
        other(Unit::WorkingDays, &|of| of == Unit::WorkingDays),
    ]
}

struct Counting<'a> {
    calendar: &'a Calendar,
    pauses: &'a Pauses,
    rule: PauseDays,
    day_one: Option<Day>,
    receipt: Day,
    due_on: Option<Date>,
    steps: std::collections::VecDeque<Step>,
    /// The last number that was given.
    number: u32,
    /// The step under way, and how many of its days are left.
    left: Option<(Step, u32)>,
}

impl Counting<'_> {
    fn cell(&mut self, day: Day, received: Day) -> DayCell {
        let date = day.date();
        let first = self.day_one.unwrap_or(received);
        let state = if self.due_on.is_some_and(|due| date > due) {
            DayState::Beyond
        } else if day < first {
            self.before(day)
        } else {
            self.counted(day)
        };
        let is_day_one = matches!(state, DayState::Counted { number: 1, is_extension: false });
        let (is_receipt, is_due) = (day == received, self.due_on == Some(date));
        DayCell { date, state, is_receipt, is_day_one, is_due }
    }

    /// A day before the first that could count.
    fn before(&self, day: Day) -> DayState {
        match self.steps.front().map(|step| step.unit) {
            Some(Unit::WorkingDays) => self.closed(day).unwrap_or(DayState::NotCounted),
            _ => DayState::NotCounted,
        }
    }

    fn counted(&mut self, day: Day) -> DayState {
        let Some((step, left)) = self.under_way(day) else {
            return self.after(day);
        };
        let state = if step.unit == Unit::WorkingDays { self.working(day) } else { self.any(day) };
        state.unwrap_or_else(|| {
            self.number += 1;
            self.left = Some((step, left - 1));
            DayState::Counted { number: self.number, is_extension: step.is_extension }
        })
    }

    /// The step that a day belongs to, and how many of its days are left; none when all are done.
    fn under_way(&mut self, day: Day) -> Option<(Step, u32)> {
        loop {
            if let Some((step, left)) = self.left.filter(|(_, left)| *left > 0) {
                return Some((step, left));
            }
            let step = self.steps.pop_front()?;
            self.number = if step.goes_on { self.number } else { 0 };
            self.left = Some((step, self.days_of(step, day)));
        }
    }

    /// How many days a step counts. Months are the calendar days that they are from the receipt,
    /// or from the last day counted.
    fn days_of(&self, step: Step, day: Day) -> u32 {
        if step.unit != Unit::Months || step.amount == 0 {
            return step.amount;
        }
        let after = |from: Day, months: u32| {
            let end = i32::try_from(months).ok().and_then(|m| plus_months(from.date(), m));
            end.and_then(Day::of).map_or(u32::MAX, |end| end.0 - from.0)
        };
        match (step.is_extension, step.goes_on) {
            (false, _) => after(self.receipt, step.amount),
            (true, false) => after(day.minus(1).unwrap_or(day), step.amount),
            // More months of a limit in months: all of them from the receipt, less its own.
            (true, true) => match self.left {
                Some((own, _)) => {
                    let own = own.amount;
                    after(self.receipt, own + step.amount).saturating_sub(after(self.receipt, own))
                }
                None => 0,
            },
        }
    }

    fn working(&self, day: Day) -> Option<DayState> {
        self.closed(day).or_else(|| {
            let rank = self.calendar.rank(day);
            let paused =
                count::paused_working_days(self.calendar, (rank, rank), self.pauses, self.rule);
            (paused > 0).then_some(DayState::Paused)
        })
    }

    fn any(&self, day: Day) -> Option<DayState> {
        let paused = count::paused_calendar_days(self.calendar, (day, day), self.pauses, self.rule);
        (paused > 0).then_some(DayState::Paused)
    }

    /// A day after the last one counted, up to the due date.
    fn after(&self, day: Day) -> DayState {
        match self.number {
            // Nothing was to be counted: it is due on the first day that could.
            0 if day == self.receipt => DayState::NotCounted,
            0 => self.working(day).unwrap_or(DayState::MovedOn),
            _ => self.closed(day).unwrap_or(DayState::MovedOn),
        }
    }

    fn closed(&self, day: Day) -> Option<DayState> {
        Some(DayState::Closed(match self.calendar.closed(day)? {
            Closed::Weekday => ClosedBy::Weekday,
            Closed::BankHoliday(name) => ClosedBy::BankHoliday(name.to_owned()),
            Closed::ClosedDay(name) => ClosedBy::ClosedDay(name.map(str::to_owned)),
        }))
    }
}

/// A stretch of time on the way of a limit in seconds, minutes or hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedStretch {
    /// When it begins.
    pub from: Timestamp,
    /// When it ends.
    pub to: Timestamp,
    /// Whether the clock stands still. Else all of it counts.
    pub is_paused: bool,
}

/// The stretches of a limit in time from its start to the due moment, or while there is none up
/// to `until`: opening hours for working time, all hours else. Empty for whatever counts days.
pub fn stretches(
    clock: &Clock,
    calendar: &Calendar,
    start: Timestamp,
    pauses: &Pauses,
    extensions: &[Extension],
    until: Timestamp,
) -> Vec<CountedStretch> {
    let Term::Limit(limit) = clock.term() else { return Vec::new() };
    if limit.unit.counts_days() {
        return Vec::new();
    }
    let found = due(clock, calendar, start, pauses, extensions);
    let end = found.instant().unwrap_or(until).as_microsecond();
    let start = start.as_microsecond();
    let open_time = matches!(limit.unit, Unit::WorkingMinutes | Unit::WorkingHours);
    let mut all = Vec::new();
    if !open_time {
        split(start, end, pauses, &mut all);
        return all;
    }
    let (Ok(first), Ok(last)) = (count::day_of(calendar, start), count::day_of(calendar, end))
    else {
        return Vec::new();
    };
    for day in (first.0..=last.0).take(LONGEST).map(Day) {
        for (opens, closes) in calendar.open_periods(day) {
            split(opens.max(start), closes.min(end), pauses, &mut all);
        }
    }
    all
}

/// Adds a stretch, split where a pause begins or ends.
fn split(from: i64, to: i64, pauses: &Pauses, all: &mut Vec<CountedStretch>) {
    let mut add = |from: i64, to: i64, is_paused: bool| {
        if from < to {
            all.push(CountedStretch { from: instant(from), to: instant(to), is_paused });
        }
    };
    let mut reached = from;
    for (starts, ends) in pauses.spans() {
        let (starts, ends) = ((*starts).clamp(reached, to.max(reached)), (*ends).min(to));
        add(reached, starts, false);
        add(starts, ends, true);
        reached = reached.max(ends);
    }
    add(reached, to, false);
}
