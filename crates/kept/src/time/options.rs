//! The options that say how time is counted, as they are written on the command line and in the
//! columns of a batch, and what they mean.

use crate::ending::{Ending, refused, wrong_call};
use clap::Args;
use jiff::Timestamp;
use rules::calendar::{
    self, Calendar, Definition, FileProblem, Nation, Opening, WeeklyHours, Zone,
};
use rules::clock::*;
use std::path::Path;
use words::{Language, refusals};

const L: Language = Language::English;

/// How time is counted. Every field is as it was written.
#[derive(Args, Clone, Default)]
pub(crate) struct Counting {
    /// Whose bank holidays count: england-and-wales, scotland, northern-ireland, any-uk, or a
    /// calendar file
    #[arg(long, value_name = "NAME|FILE", default_value = "england-and-wales")]
    pub(crate) calendar: String,
    /// Weekly hours, such as "Mo-Fr 09:00-17:00; Sa 10:00-12:00" [default: the calendar's, else
    /// Mo-Fr 09:00-17:00]
    #[arg(long)]
    pub(crate) hours: Option<String>,
    /// An extra closed day (repeatable)
    #[arg(long, value_name = "DATE")]
    pub(crate) closed: Vec<String>,
    /// An exceptional opening, "DATE HH:MM-HH:MM" (repeatable)
    #[arg(long, value_name = "OPENING")]
    pub(crate) open: Vec<String>,
    /// Which day is day 1: after-receipt, receipt or rolled
    #[arg(long, value_name = "RULE", default_value = "after-receipt")]
    pub(crate) day_one: String,
    /// What a receipt at or after closing counts as: same-day or next-working-day
    #[arg(long, value_name = "RULE", default_value = "same-day")]
    pub(crate) late_receipt: String,
    /// When on its last day a limit in days ends: end-of-day or same-time
    #[arg(long, value_name = "RULE", default_value = "end-of-day")]
    pub(crate) due_at: String,
    /// What a limit in calendar days or months does that ends on a closed day: stays or moves-on
    #[arg(long, value_name = "RULE", default_value = "stays")]
    pub(crate) if_closed: String,
    /// A pause, START/END, or START/ if it is still open (repeatable)
    #[arg(long, value_name = "START/END")]
    pub(crate) pause: Vec<String>,
    /// Whole days that a pause takes out: both-ends [default: those it covers at their end]
    #[arg(long, value_name = "RULE")]
    pub(crate) pause_days: Option<String>,
    /// Something that was asked for, and came: the clock starts afresh then. START/END, or START/
    /// if it has not come (repeatable)
    #[arg(long, value_name = "START/END")]
    pub(crate) restart: Vec<String>,
    /// Something that was asked for, and came: the clock only starts then. START/END, or START/ if
    /// it has not come (repeatable)
    #[arg(long, value_name = "START/END")]
    pub(crate) waits: Vec<String>,
    /// An extension, such as "10 working days"
    #[arg(long, value_name = "LIMIT")]
    pub(crate) extend: Option<String>,
    /// The moment up to which an open pause is counted [default: now]
    #[arg(long, value_name = "INSTANT")]
    pub(crate) as_of: Option<String>,
    /// How long a ring is, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "3")]
    pub(crate) seconds_per_ring: String,
    /// The time zone of moments without an offset [default: the calendar's, else Europe/London]
    #[arg(long, value_name = "ZONE")]
    pub(crate) timezone: Option<String>,
}

impl Counting {
    /// The calendar, worked out.
    pub(crate) fn calendar(&self) -> Result<Calendar, Ending> {
        let mut definition = self.definition()?;
        if let Some(text) = &self.hours {
            definition.hours =
                WeeklyHours::read(text).map_err(|no| wrong_call(refusals::hours(L, &no)))?;
        }
        for text in &self.closed {
            let date = text.parse().map_err(|_| {
                wrong_call(format!("\"{text}\" is not a date. Write one such as 2026-12-24."))
            })?;
            definition.closed.push(date);
        }
        for text in &self.open {
            let opening =
                Opening::read(text).map_err(|no| wrong_call(refusals::calendar(L, &no)))?;
            definition.open.push(opening);
        }
        if let Some(zone) = &self.timezone {
            definition.zone.clone_from(zone);
        }
        definition.compile().map_err(|no| match &no {
            calendar::CalendarRefusal::UnknownZone(_) => wrong_call(refusals::calendar(L, &no)),
            _ => refused(refusals::calendar(L, &no)),
        })
    }

    fn definition(&self) -> Result<Definition, Ending> {
        if let Some(nation) = Nation::named(&self.calendar) {
            return Ok(Definition::office_hours(nation));
        }
        let path = Path::new(&self.calendar);
        let looks_like_a_file = self.calendar.contains(['/', '\\', '.']);
        if !looks_like_a_file && !path.exists() {
            return Err(wrong_call(format!(
                "\"{}\" is not a calendar. Write england-and-wales, scotland, northern-ireland, \
                 any-uk or the path of a calendar file.",
                self.calendar
            )));
        }
        let text = std::fs::read_to_string(path).map_err(|e| {
            refused(format!("The calendar {} could not be read: {e}.", path.display()))
        })?;
        calendar::read_file(&text).map_err(|problem| refused(told(path, &text, &problem)))
    }

    /// What is counted towards, with how.
    pub(crate) fn clock(&self, term: Term) -> Result<Clock, Ending> {
        let policy = self.policy()?;
        Clock::new(term, policy).map_err(|no| refused(refusals::clock(L, no)))
    }

    /// How time is counted.
    pub(crate) fn policy(&self) -> Result<Policy, Ending> {
        let seconds =
            self.seconds_per_ring.parse().ok().filter(|seconds| (1..=60).contains(seconds));
        Ok(Policy {
            day_one: one_of(
                "--day-one",
                &self.day_one,
                &[
                    ("after-receipt", DayOne::AfterReceipt),
                    ("receipt", DayOne::Receipt),
                    ("rolled", DayOne::Rolled),
                ],
            )?,
            late_receipt: one_of(
                "--late-receipt",
                &self.late_receipt,
                &[
                    ("same-day", LateReceipt::SameDay),
                    ("next-working-day", LateReceipt::NextWorkingDay),
                ],
            )?,
            due_at: one_of(
                "--due-at",
                &self.due_at,
                &[("end-of-day", DueAt::EndOfDay), ("same-time", DueAt::SameTime)],
            )?,
            if_closed: one_of(
                "--if-closed",
                &self.if_closed,
                &[("stays", IfClosed::Stays), ("moves-on", IfClosed::MovesOn)],
            )?,
            pause_days: match &self.pause_days {
                None => PauseDays::AtEnd,
                Some(text) => one_of("--pause-days", text, &[("both-ends", PauseDays::BothEnds)])?,
            },
            seconds_per_ring: seconds.ok_or_else(|| {
                wrong_call(format!(
                    "\"{}\" is not a length of a ring. Enter whole seconds from 1 to 60.",
                    self.seconds_per_ring
                ))
            })?,
        })
    }

    /// The pauses, as one list.
    pub(crate) fn pauses(&self, calendar: &Calendar) -> Result<Vec<Pause>, Ending> {
        self.pause.iter().map(|text| read_pause(calendar, text)).collect()
    }

    /// What was asked for on the way from a start, as one list.
    pub(crate) fn waits(&self, calendar: &Calendar, start: Timestamp) -> Result<Vec<Wait>, Ending> {
        let restarts = self.restart.iter().map(|text| (text, WaitKind::StartsAfresh));
        let waits = self.waits.iter().map(|text| (text, WaitKind::OnlyStarts));
        restarts.chain(waits).map(|(text, kind)| wait(calendar, start, text, kind)).collect()
    }

    /// What these options say to have happened from a start on.
    pub(crate) fn happened(
        &self,
        clock: &Clock,
        calendar: &Calendar,
        start: Timestamp,
    ) -> Result<Happened, Ending> {
        let pauses = self.pauses(calendar)?;
        paused(calendar, start, &pauses)?;
        let (granted, told) = (Timestamp::MIN, None);
        let grants = self.extension(clock)?.map(|by| Grant { by, granted, told });
        let (waits, grants) = (self.waits(calendar, start)?, grants.into_iter().collect());
        Ok(Happened { pauses, waits, grants, authorised: Vec::new() })
    }

    /// How a clock ran from a start, with what these options say.
    pub(crate) fn course(
        &self,
        clock: Clock,
        calendar: &Calendar,
        start: Timestamp,
    ) -> Result<Course, Ending> {
        run(clock, calendar, start, &self.happened(&clock, calendar, start)?)
    }

    /// The extension, checked to fit the clock.
    pub(crate) fn extension(&self, clock: &Clock) -> Result<Option<Limit>, Ending> {
        let Some(text) = &self.extend else { return Ok(None) };
        let by = limit(text)?;
        clock.takes(by).map_err(|no| refused(refusals::clock(L, no)))?;
        Ok(Some(by))
    }
}

/// How a clock ran that may be extended by anything.
pub(crate) fn run(
    clock: Clock,
    calendar: &Calendar,
    start: Timestamp,
    happened: &Happened,
) -> Result<Course, Ending> {
    let rule = ExtensionRule { cap: Cap::Any, needs_notice: false };
    Course::run(clock, calendar, start, happened, Some(rule))
        .map_err(|no| refused(refusals::timeline(L, calendar.zone(), no)))
}

fn one_of<T: Copy>(option: &str, text: &str, choices: &[(&str, T)]) -> Result<T, Ending> {
    choices.iter().find(|(name, _)| *name == text).map(|(_, value)| *value).ok_or_else(|| {
        let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        wrong_call(format!("\"{text}\" is not one of {} for {option}.", names.join(", ")))
    })
}

/// Reads a limit, or `none`.
pub(crate) fn term(text: &str) -> Result<Term, Ending> {
    if text.trim() == "none" { Ok(Term::Open) } else { limit(text).map(Term::Limit) }
}

fn limit(text: &str) -> Result<Limit, Ending> {
    Limit::read(text).map_err(|no| wrong_call(refusals::limit(L, &no)))
}

/// Reads a moment. A time that daylight saving skips or repeats is refused; what is no moment at
/// all is a wrong call.
pub(crate) fn moment(calendar: &Calendar, text: &str) -> Result<Moment, Ending> {
    moment_in(calendar.zone(), text)
}

/// The same where there is no calendar.
pub(crate) fn moment_in(zone: &Zone, text: &str) -> Result<Moment, Ending> {
    read_moment(text, zone).map_err(|no| {
        let sentence = refusals::moment(L, zone, text, no);
        match no {
            MomentRefusal::Form | MomentRefusal::NoSuchDate | MomentRefusal::NoSuchTime => {
                wrong_call(sentence)
            }
            MomentRefusal::OutOfReach | MomentRefusal::Skipped | MomentRefusal::Repeated(..) => {
                refused(sentence)
            }
        }
    })
}

/// Reads the moment from which a term counts: a date alone only where days are counted.
pub(crate) fn start(calendar: &Calendar, text: &str, clock: &Clock) -> Result<Timestamp, Ending> {
    let counts_days = match clock.term() {
        Term::Limit(limit) => limit.unit.counts_days() && clock.policy().due_at == DueAt::EndOfDay,
        Term::Given(_) | Term::Open => true,
    };
    match moment(calendar, text)? {
        Moment::On(..) if !counts_days => Err(wrong_call(format!(
            "\"{text}\" has no time of day, which this limit needs. Write one such as {text}T14:30."
        ))),
        moment => Ok(moment.instant()),
    }
}

/// Reads `START/END` or `START/`.
pub(crate) fn read_pause(calendar: &Calendar, text: &str) -> Result<Pause, Ending> {
    let (starts, ends) = text.split_once('/').ok_or_else(|| {
        wrong_call(format!(
            "\"{text}\" is not a pause. Write START/END, or START/ if it is still open."
        ))
    })?;
    let starts = moment(calendar, starts)?.instant();
    let ends = match ends.trim() {
        "" => None,
        ends => Some(moment(calendar, ends)?.instant()),
    };
    Ok(Pause { starts, ends })
}

/// Reads what was asked for and when it came, `START/END` or `START/`, after a start.
pub(crate) fn wait(
    calendar: &Calendar,
    start: Timestamp,
    text: &str,
    kind: WaitKind,
) -> Result<Wait, Ending> {
    let Pause { starts: asked, ends: arrived } = read_pause(calendar, text)?;
    if arrived.is_some_and(|arrived| arrived <= asked) {
        return Err(refused(format!(
            "\"{text}\" ends before it starts: nothing comes before it was asked for. Check both \
             times."
        )));
    }
    if asked < start {
        return Err(refused(format!(
            "\"{text}\" begins before the clock starts. Check both times."
        )));
    }
    Ok(Wait { kind, asked, arrived })
}

/// Checks that the pauses can have happened after a start.
pub(crate) fn paused(
    calendar: &Calendar,
    start: Timestamp,
    pauses: &[Pause],
) -> Result<Pauses, Ending> {
    Timeline::build(calendar.zone(), start, None, None, pauses, Vec::new())
        .map(|line| line.pauses().clone())
        .map_err(|no| refused(refusals::timeline(L, calendar.zone(), no)))
}

/// A problem of a calendar file with its line and column.
fn told(path: &Path, text: &str, problem: &FileProblem) -> String {
    let place = problem.place().map_or(String::new(), |at| {
        let place = rules::charter::Place::of(text, at.start);
        format!(" line {}, column {}:", place.line, place.column)
    });
    let sentence = words::charter::calendar(L, problem);
    format!("{}:{place} {sentence}", path.display())
}
