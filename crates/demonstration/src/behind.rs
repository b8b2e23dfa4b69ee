//! What stands behind the charter: readings, evidence, services that confirmed, staff who
//! acknowledged, and the provider's contract and declaration.

use crate::dice::Dice;
use crate::services::SERVICES;
use crate::staff::{head_of, members};
use crate::telling::told;
use crate::world::World;
use app::coverage::{self, Confirm, Declare, NoteContract};
use app::readings::{self, AddPiece, Record};
use app::{Actor, Failure, Fault, Kept};
use jiff::ToSpan;
use jiff::civil::Date;
use rules::charter::readings::Period;
use rules::charter::{Method, Per};
use std::collections::HashMap;

/// The month in which the borough's reporting year begins.
const YEAR_BEGINS: i64 = 4;

/// Everything that is recorded of standards that no record judges.
pub(crate) fn stand_behind(kept: &Kept, world: &World) -> Result<(), Fault> {
    let today = world.hours.zone().date_of(world.until);
    let standards = kept.read(app::charters::standards)?;
    let numbers: HashMap<String, i64> =
        standards.into_iter().rev().map(|row| (row.key, row.id)).collect();
    let behind = Behind { kept, world, today, numbers };
    behind.scores()?;
    behind.duties()?;
    behind.figures()?;
    behind.evidence()?;
    behind.people()?;
    behind.partner()
}

struct Behind<'a> {
    kept: &'a Kept,
    world: &'a World,
    today: Date,
    numbers: HashMap<String, i64>,
}

impl Behind<'_> {
    fn actor(&self, name: &str) -> Result<&Actor, Fault> {
        let actor = self.world.town.actors.get(self.world.town.place(name));
        actor.ok_or_else(|| Fault::new(format!("nobody is called {name}")))
    }

    /// The last periods that are over, the latest first.
    fn periods(&self, per: Per, many: usize) -> impl Iterator<Item = Period> {
        let running = per.period_of(self.today, YEAR_BEGINS);
        std::iter::successors(Some(running), move |period| Some(per.before(*period, YEAR_BEGINS)))
            .skip(1)
            .take(many)
    }

    fn reading(&self, key: &str, method: Method, period: Period) -> Record {
        Record {
            standard: self.numbers.get(key).copied().unwrap_or_default(),
            method,
            period,
            top: None,
            base: None,
            sample: None,
            done_on: None,
            source: String::new(),
            service: None,
            provider: None,
            evidence: None,
        }
    }

    /// Somebody records a reading on the morning of the tenth day after its period.
    fn records(&self, who: &str, record: Record) -> Result<(), Fault> {
        let day = record.period.last.saturating_add(10.days()).min(self.today);
        let at = self.world.hours.at(day, 600.0).min(self.world.until);
        self.kept
            .act(self.actor(who)?, at, move |cx| readings::record(cx, &record))
            .map(drop)
            .map_err(told("recording a reading"))
    }

    /// What visitors said each quarter, and what managers saw: they see less to praise.
    fn scores(&self) -> Result<(), Fault> {
        let mut dice = Dice::of(self.world.seed, "readings", 0);
        for period in self.periods(Per::Quarter, 12) {
            let asked = 180 + (dice.unit() * 90.0) as i64;
            let share = 0.82 + dice.unit() * 0.08;
            let survey = self.reading("visitors-satisfied", Method::Survey, period);
            self.records(
                "Tomas Vrba",
                Record {
                    top: Some((asked as f64 * share) as i64 * 100),
                    base: Some(asked),
                    source: "Survey of visitors and callers".into(),
                    ..survey
                },
            )?;
            let seen = 60 + (dice.unit() * 20.0) as i64;
            let share = 0.66 + dice.unit() * 0.08;
            let observed = self.reading("visitors-satisfied", Method::Observed, period);
            self.records(
                "Rosalind Achebe",
                Record {
                    top: Some((seen as f64 * share) as i64 * 100),
                    base: Some(seen),
                    source: "Visits by managers".into(),
                    ..observed
                },
            )?;
        }
        Ok(())
    }

    /// Figures are published in the month after; once in a while not.
    fn duties(&self) -> Result<(), Fault> {
        for (place, period) in self.periods(Per::Month, 40).enumerate() {
            if place == 4 {
                continue;
            }
            let done = period.first.saturating_add(17.days());
            let record = Record {
                done_on: Some(done),
                source: "Register of publications".into(),
                ..self.reading("performance-published", Method::Supplied, period)
            };
            self.records("Tomas Vrba", record)?;
        }
        Ok(())
    }

    /// What is counted once or twice a year, and given by others.
    fn figures(&self) -> Result<(), Fault> {
        for (period, share) in
            self.periods(Per::HalfYear, 5).zip([64.2, 61.7, 58.9, 60.4, 59.1_f64])
        {
            let record = Record {
                top: Some((share * 100.0) as i64),
                base: Some(100),
                sample: Some(612),
                source: "Survey of tenants, by an independent institute".into(),
                ..self.reading("tenants-recommend", Method::Supplied, period)
            };
            self.records("Tomas Vrba", record)?;
        }
        for (period, number) in self.periods(Per::Year, 2).zip([3, 2]) {
            let record = Record {
                top: Some(number * 100),
                source: "Newsletters of the year".into(),
                ..self.reading("news-of-changes", Method::Supplied, period)
            };
            self.records("Tomas Vrba", record)?;
        }
        for (period, number) in self.periods(Per::Year, 2).zip([188, 203]) {
            let record = Record {
                top: Some(number * 100),
                source: "Register of complaints".into(),
                ..self.reading("fewer-repeat-complaints", Method::Supplied, period)
            };
            self.records("Rosalind Achebe", record)?;
        }
        let reached = Date::constant(2026, 1, 20).min(self.today);
        let day = Period { first: reached, last: reached };
        let record = Record {
            source: "Project board".into(),
            ..self.reading("reports-online", Method::Supplied, day)
        };
        self.records("Rosalind Achebe", record)
    }

    /// The panel met within the year; the register of training has run out.
    fn evidence(&self) -> Result<(), Fault> {
        let add = |key: &str, title: &str, place: &str, days: i64| {
            let dated_on = self.today.saturating_sub(days.days());
            let standard = self.numbers.get(key).copied().unwrap_or_default();
            let [title, place] = [title, place].map(str::to_owned);
            let owner = "Head of customer services".to_owned();
            (
                AddPiece { standard, title, place, owner, dated_on },
                dated_on.saturating_add(7.days()),
            )
        };
        for (piece, day) in [
            add("customer-panel", "Minutes of the customer panel", "File CS 14/2", 350),
            add("staff-trained", "Register of training", "File HR 9/1", 380),
        ] {
            let at = self.world.hours.at(day.min(self.today), 640.0).min(self.world.until);
            self.kept
                .act(self.actor("Rosalind Achebe")?, at, move |cx| readings::add_piece(cx, &piece))
                .map_err(told("adding evidence"))?;
        }
        Ok(())
    }

    /// Most services have confirmed the version in force, and most staff have acknowledged it.
    fn people(&self) -> Result<(), Fault> {
        let versions = self.kept.read(|tx| coverage::versions(tx, self.today))?;
        let Some(version) = versions.first().map(|version| version.id) else { return Ok(()) };
        let at = self.world.until;
        for (place, service) in SERVICES.into_iter().enumerate() {
            if place % 5 == 3 {
                continue;
            }
            let Some(number) = self.world.town.services.get(place).copied() else { continue };
            let is_ready = place % 5 != 2;
            let words = if is_ready { "" } else { "Two posts are empty until spring." };
            let confirm =
                Confirm { service: number, version, is_ready: Some(is_ready), words: words.into() };
            self.kept
                .act(self.actor(head_of(service.key))?, at, move |cx| {
                    coverage::confirm(cx, &confirm)
                })
                .map_err(told("confirming a service"))?;
        }
        for (place, member) in members().iter().enumerate() {
            if place % 6 == 1 || crate::staff::SIGN_INS.contains(&member.name) {
                continue;
            }
            self.kept
                .act(self.actor(member.name)?, at, move |cx| coverage::acknowledge(cx, version))
                .map_err(told("acknowledging the charter"))?;
        }
        Ok(())
    }

    /// What binds the provider.
    fn partner(&self) -> Result<(), Fault> {
        let today = self.today;
        let partners = self.kept.read(|tx| coverage::partners(tx, today))?;
        let Some(provider) = partners.first().map(|partner| partner.id) else { return Ok(()) };
        let note = NoteContract {
            provider,
            contract: None,
            name: "Collection of household waste".into(),
            from: Some(Date::constant(2024, 4, 1)),
            until: Some(Date::constant(2031, 3, 31)),
            has_standards: true,
            has_monitoring: false,
            reviewed_on: Some(today.saturating_sub(200.days())),
            review_due_on: Some(today.saturating_add(165.days())),
        };
        let declare = Declare {
            provider,
            on: Some(today.saturating_sub(90.days())),
            by: "Operations director".into(),
            adopts: Some(true),
            training: "All crews and the telephone team, in spring".into(),
        };
        let manager = self.actor("Rosalind Achebe")?;
        self.kept
            .act(manager, self.world.until, move |cx| {
                coverage::note_contract(cx, &note).map_err(|failure| failure.map(|_| ()))?;
                coverage::declare(cx, &declare).map_err(|failure| failure.map(|_| ()))?;
                Ok::<_, Failure<()>>(())
            })
            .map_err(told("noting what binds the provider"))
    }
}
