//! What is asked of everything that reads a text that people write, whatever stands in it:
//! nothing panics, what is read and written reads back as the same, and what is refused has a
//! sentence and a place inside the text. The fuzz targets (`fuzz/`) ask the same.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use rules::calendar::{Calendar, Definition, Nation, WeeklyHours, Zone, read_file};
use rules::charter::{self, places};
use rules::clock::{
    Clock, Extension, Limit, Moment, Pauses, Term, due, explain, notice, read_moment,
};
use std::ops::Range;
use std::sync::OnceLock;
use words::Language;

const ZONES: [&str; 4] =
    ["Europe/London", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe"];
const LANGUAGES: [Language; 2] = [Language::English, Language::Welsh];

/// Limits, such as `10 working days`.
pub(crate) fn limits(text: &str) {
    match Limit::read(text) {
        Ok(limit) => assert_eq!(Limit::read(&limit.to_string()), Ok(limit)),
        Err(refusal) => {
            for language in LANGUAGES {
                says(words::refusals::limit(language, &refusal).as_str());
            }
        }
    }
}

/// Weekly hours, such as `Mo-Fr 09:00-17:00`.
pub(crate) fn hours(text: &str) {
    match WeeklyHours::read(text) {
        Ok(hours) => {
            assert!(!hours.is_empty());
            assert_eq!(WeeklyHours::read(&hours.to_string()), Ok(hours));
        }
        Err(refusal) => {
            for language in LANGUAGES {
                says(words::refusals::hours(language, &refusal).as_str());
            }
        }
    }
}

/// Moments, such as `2026-03-29T09:30`, in zones of several kinds.
pub(crate) fn moments(text: &str) {
    static READY: OnceLock<Vec<(Zone, TimeZone)>> = OnceLock::new();
    let ready = READY.get_or_init(|| {
        ZONES.map(|name| (Zone::named(name).unwrap(), TimeZone::get(name).unwrap())).into()
    });
    for (zone, independent) in ready {
        match read_moment(text, zone) {
            Ok(Moment::At(at)) => {
                // Written in the zone's own time, as every answer is.
                let written = at.display_with_offset(independent.to_offset(at)).to_string();
                // Long ago some zones were off by seconds, which RFC 3339 cannot say.
                assert_eq!(read_moment(&written, zone), Ok(Moment::At(at)), "{written}");
            }
            Ok(Moment::On(date, starts)) => {
                assert_eq!(read_moment(&date.to_string(), zone), Ok(Moment::On(date, starts)));
                assert_eq!(zone.date_of(starts), date);
            }
            Err(refusal) => {
                for language in LANGUAGES {
                    let words = words::refusals::moment(language, zone, text, refusal);
                    says(words.as_str());
                }
            }
        }
    }
}

/// Calendar files.
pub(crate) fn calendars(text: &str) {
    match read_file(text) {
        Ok(definition) => {
            is_written_and_read(&definition);
            if let Err(refusal) = definition.compile() {
                for language in LANGUAGES {
                    says(words::refusals::calendar(language, &refusal).as_str());
                }
            }
        }
        Err(problem) => {
            for language in LANGUAGES {
                says(words::charter::calendar(language, &problem).as_str());
            }
            is_inside(text, problem.place());
        }
    }
}

/// Charter files: what reads can also be counted by.
pub(crate) fn charters(text: &str) {
    match charter::read(text) {
        Ok(charter) => {
            is_written_and_read(&charter.calendar);
            for standard in &charter.standards {
                let Some(limit) = standard.limit else { continue };
                assert_eq!(Limit::read(&limit.to_string()), Ok(limit));
                if let Ok(clock) = Clock::new(Term::Limit(limit), standard.policy) {
                    counts(&clock, limit);
                }
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            assert_eq!(places(text, &problems).len(), problems.len());
            for problem in problems {
                for language in LANGUAGES {
                    says(words::charter::problem(language, &problem.wrong).as_str());
                }
                is_inside(text, problem.at);
            }
        }
    }
}

/// Whatever limit and policy a file names, a date and its explanation are found.
fn counts(clock: &Clock, limit: Limit) {
    static READY: OnceLock<(Calendar, Timestamp)> = OnceLock::new();
    let (calendar, start) = READY.get_or_init(|| {
        let office = Definition::office_hours(Nation::EnglandAndWales);
        (office.compile().unwrap(), "2026-10-24T21:30:00Z".parse().unwrap())
    });
    let granted = *start + SignedDuration::from_secs(1);
    let extended = [Extension { by: limit, granted }];
    let none = Pauses::default();
    for extensions in [&[][..], &extended] {
        let found = due(clock, calendar, *start, &none, extensions);
        assert!(found.instant().is_none_or(|due| due >= *start), "{limit}: {found:?}");
        let reasons = explain(clock, calendar, *start, &none, extensions);
        let said = words::clock::explanation(Language::English, calendar.zone(), &reasons);
        said.iter().for_each(|sentence| says(sentence.as_str()));
    }
    if let Ok(found) = notice(clock, calendar, *start) {
        assert!(found.instant().is_none_or(|due| due <= *start), "{limit}: {found:?}");
    }
}

/// The canonical file reads back as the same calendar.
fn is_written_and_read(definition: &Definition) {
    let written = definition.to_string();
    assert_eq!(read_file(&written).as_ref(), Ok(definition), "{written}");
}

/// A problem without a place is one of the whole text.
fn is_inside(text: &str, place: Option<Range<usize>>) {
    let Some(place) = place else { return };
    assert!(text.get(place.clone()).is_some(), "{place:?} of {text:?}");
}

fn says(sentence: &str) {
    assert!(!sentence.trim().is_empty());
}
