//! How periods, values and standings are told.

use crate::telling;
use crate::words::Said;
use app::readings::{History, Read};
use govuk::{Tag, TagColour};
use jiff::civil::{Date, Weekday};
use maud::{Markup, html};
use rules::charter::readings::{
    Aim, Asks, Period, PeriodStanding, Reached, Shown, Standing, Wanted, is_met, value,
};
use rules::charter::{Kind, Method, Standard};
use rules::ledger::Month;
use words::{dates, numbers};

/// A stretch of days: `September 2026`, `July to September 2026`, `week from 14 September 2026`.
pub(crate) fn period(said: Said, of: Period) -> String {
    let language = said.language();
    let (first, last) = (Month::of(of.first), Month::of(of.last));
    let month = |month: Month| dates::month(language, month.year(), month.month());
    if of.first == of.last {
        return dates::date(language, of.first);
    }
    if (of.first, of.last) != (first.first(), last.last()) {
        let is_week = of.first.weekday() == Weekday::Monday && of.days() == 7;
        return match is_week {
            true => format!("Week from {}", dates::date(language, of.first)),
            false => {
                format!("{} to {}", dates::date(language, of.first), dates::date(language, of.last))
            }
        };
    }
    match (first == last, first.year() == last.year()) {
        (true, _) => month(first),
        (false, true) => {
            format!("{} to {}", dates::month_name(language, first.month()), month(last))
        }
        (false, false) => format!("{} to {}", month(first), month(last)),
    }
}

/// How something is known.
pub(crate) fn method(method: Method) -> &'static str {
    match method {
        Method::Clock => "By the clock",
        Method::Record => "From records",
        Method::Survey => "What customers said",
        Method::Observed => "What a shopper or manager saw",
        Method::Reported => "Reported by customers as missed",
        Method::Supplied => "Given by a person or an outside body",
    }
}

/// How a standard of a kind is known: some kinds say more than their method.
pub(crate) fn how(kind: Kind, of: Method) -> &'static str {
    match kind {
        Kind::Demonstrated => "By evidence",
        Kind::Milestone => "By the day on which it is reached",
        Kind::KeptDuty => "By recording that it was done",
        _ => method(of),
    }
}

/// A number in hundredths: `412`, `4.25`.
pub(crate) fn number(hundredths: i64) -> String {
    let (whole, part) = (hundredths / 100, (hundredths % 100).abs());
    match part {
        0 => numbers::count(whole),
        part if part % 10 == 0 => format!("{}.{}", numbers::count(whole), part / 10),
        part => format!("{}.{part:02}", numbers::count(whole)),
    }
}

/// A share or a number as it stands in a table; of a share with one more decimal where rounding
/// would hide whether its target is met.
pub(crate) fn amount(top: i64, base: Option<i64>, aim: Option<&Aim>) -> String {
    match (value(top, base), base) {
        (_, None) => number(top),
        (None, _) => "–".to_owned(),
        (Some(share), Some(base)) => {
            let hides = |decimals: &usize| {
                let scale = 10_i64.pow(*decimals as u32);
                let shown = (share * 100.0 * scale as f64 + 0.5 + 1e-9).floor() as i64;
                aim.is_some_and(|aim| {
                    let rounded = aim.target.is_met(shown, 100 * scale);
                    rounded != is_met(&aim.target, top, Some(base))
                })
            };
            let decimals = (1..5).find(|decimals| !hides(decimals)).unwrap_or(5);
            numbers::percent(share, decimals)
        }
    }
}

/// What a share is made of: `43 of 50`.
pub(crate) fn parts(one: &PeriodStanding) -> String {
    let Some((top, base)) = one.top.zip(one.base) else { return "–".to_owned() };
    let parts = format!("{} of {}", number(top), numbers::count(base));
    match one.sample {
        Some(asked) => format!("{parts}, {} asked", numbers::count(asked)),
        None => parts,
    }
}

/// How a period stands, in words and a colour.
pub(crate) fn standing(said: Said, of: Standing) -> Markup {
    let (colour, words) = match of {
        Standing::Kept => (TagColour::Green, "Kept"),
        Standing::Missed => (TagColour::Red, "Missed"),
        Standing::Met => (TagColour::Green, "Met"),
        Standing::NotMet => (TagColour::Red, "Not met"),
        Standing::OnCourse => (TagColour::Blue, "On course"),
        Standing::NotOnCourse => (TagColour::Orange, "Not on course"),
        Standing::Due => (TagColour::Yellow, "No reading yet"),
        Standing::NotDueYet => (TagColour::Grey, "Not due yet"),
        Standing::TooFew => (TagColour::Grey, "Too few to judge"),
        Standing::NoTarget => (TagColour::Grey, "No target"),
        Standing::NothingBefore => (TagColour::Grey, "Nothing to compare with"),
    };
    html! { (Tag::coloured(colour, said.english(words))) }
}

/// How a milestone stands.
pub(crate) fn reached(said: Said, of: Reached) -> Markup {
    let days = |days| numbers::of(days, "day", "days");
    let (colour, words) = match of {
        Reached::Kept => (TagColour::Green, "Reached in time".to_owned()),
        Reached::Late(late) => (TagColour::Red, format!("Reached {} late", days(late))),
        Reached::Overdue(late) => {
            (TagColour::Red, format!("Missed: {} ago, not reached yet", days(late)))
        }
        Reached::NotYet(0) => (TagColour::Blue, "Due today".to_owned()),
        Reached::NotYet(left) => (TagColour::Blue, format!("Due in {}", days(left))),
    };
    html! { (Tag::coloured(colour, said.english(words))) }
}

/// How a demonstrated standard stands.
pub(crate) fn shown(said: Said, of: Shown) -> Markup {
    let date = |on: Date| dates::date(said.language(), on);
    let (colour, words) = match of {
        Shown::Kept(Some(until)) => (TagColour::Green, format!("Kept until {}", date(until))),
        Shown::Kept(None) => (TagColour::Green, "Kept".to_owned()),
        Shown::Expiring(until, 0) => {
            (TagColour::Orange, format!("Evidence runs out today, {}", date(until)))
        }
        Shown::Expiring(until, _) => {
            (TagColour::Orange, format!("Evidence runs out on {}", date(until)))
        }
        Shown::MissedSince(since) => (TagColour::Red, format!("Missed since {}", date(since))),
        Shown::NotDemonstrated => (TagColour::Red, "Not demonstrated".to_owned()),
    };
    html! { (Tag::coloured(colour, said.english(words))) }
}

/// How a standard stands by its last period that is over, or by the one that is running; by each
/// method for itself.
pub(crate) fn whole(said: Said, history: &History) -> Markup {
    match &history.read {
        Read::Milestone(_, of) => reached(said, *of),
        Read::Evidence(of) => shown(said, *of),
        Read::Periods(methods) => {
            let found = methods.iter().filter_map(|one| latest(&one.periods));
            let all: Vec<&PeriodStanding> = found.collect();
            html! {
                @if all.is_empty() { (Tag::coloured(TagColour::Grey, said.english("Nothing recorded"))) }
                @for one in &all {
                    div {
                        (standing(said, one.standing)) " "
                        @if all.len() > 1 { (said.english(format!("{}, ", method(one.method)))) }
                        (period(said, one.period))
                    }
                }
            }
        }
    }
}

/// What was recorded last, in words: `82.8% in July to September 2026`; by each method.
pub(crate) fn last_words(said: Said, history: &History) -> Vec<String> {
    let Read::Periods(methods) = &history.read else { return Vec::new() };
    let of_method = |one: &app::readings::MethodHistory| {
        let last = one.periods.iter().rev().find(|period| period.top.is_some())?;
        let what = match is_duty(history) {
            true => "Done".to_owned(),
            false => amount(last.top?, last.base, last.aim.as_ref()),
        };
        let by =
            if methods.len() > 1 { format!(" ({})", method(one.method)) } else { String::new() };
        Some(format!("{what} in {}{by}", period(said, last.period)))
    };
    methods.iter().filter_map(of_method).collect()
}

/// Whether a standard is a duty, which is done rather than measured.
pub(crate) fn is_duty(history: &History) -> bool {
    matches!(&history.wanted, Wanted::Periods(rule) if rule.asks == Asks::Duty)
}

/// The last period that says something: the latest with a reading, or that waits for one.
pub(crate) fn latest(periods: &[PeriodStanding]) -> Option<&PeriodStanding> {
    let says = |one: &&PeriodStanding| one.standing != Standing::NotDueYet || one.top.is_some();
    periods.iter().rev().find(says).or(periods.last())
}

/// When something was recorded last.
pub(crate) fn last_recorded(said: Said, zone: &rules::calendar::Zone, history: &History) -> String {
    let at = history.last_recorded();
    at.map_or("–".to_owned(), |at| telling::short_date(said, zone.date_of(at)))
}

/// Who answers for a standard, by role.
pub(crate) fn owner(standard: &Standard) -> Option<&str> {
    standard.owner.as_deref()
}

/// What is counted, and of what.
pub(crate) fn counted(standard: &Standard) -> (String, String) {
    let what = standard.counts.as_ref().map(|counts| format!("How many: {counts}"));
    let of = standard.of.as_ref().map(|of| format!("Of how many: {of}"));
    (what.unwrap_or_else(|| "How many".into()), of.unwrap_or_else(|| "Of how many".into()))
}

/// What is asked of customers or looked at.
pub(crate) fn question(standard: &Standard) -> Option<&str> {
    standard.question.as_deref()
}

/// What would show that it is kept.
pub(crate) fn evidence(standard: &Standard) -> Option<&str> {
    standard.evidence.as_deref()
}

/// What is aimed at on a day.
pub(crate) fn target(standard: &Standard, on: Date) -> Option<String> {
    let of_series = standard.target_for(on).map(|aim| {
        let stretch = aim.stretch.map(|stretch| format!(", stretch {stretch}")).unwrap_or_default();
        format!("{}{stretch} ({})", aim.target, aim.label)
    });
    of_series.or_else(|| standard.target.map(|target| target.to_string()))
}
