//! Looking into a town: lines, promises, and whether everything adds up.

use crate::Town;
use app::figures::{Ask, FigureRow};
use app::ledger::{Broken, Difference, Verified};
use db::{Row, Value, args};
use rules::clock::Outcome;
use std::collections::BTreeMap;

/// Counts of promises by what figures group by.
pub type Sums = BTreeMap<String, i64>;

impl Town {
    /// The rows of a query.
    pub fn rows<T>(
        &self,
        sql: &str,
        args: &[Value<'_>],
        read: impl FnMut(&Row<'_>) -> Result<T, db::DbError>,
    ) -> Vec<T> {
        self.kept.read(|tx| tx.all(sql, args, read)).unwrap()
    }

    /// The only number of a query.
    pub fn number(&self, sql: &str) -> i64 {
        self.rows(sql, args![], |row| row.get(0))[0]
    }

    /// Changes what is stored behind the back of the application.
    pub fn tampers(&self, sql: &str) {
        let sql = sql.to_owned();
        self.kept.db().write(move |tx| tx.execute(&sql, args![]).map(drop)).unwrap();
    }

    /// Takes away the guards that keep facts, judgements, seals and closed months from being
    /// changed, as somebody with the database's own password could.
    pub fn forgets_its_guards(&self) {
        for (table, guard) in [
            ("facts", "facts_stay"),
            ("facts", "facts_remain"),
            ("judgements", "judgements_stay"),
            ("judgements", "judgements_remain"),
            ("seals", "seals_stay"),
            ("seals", "seals_remain"),
            ("closings", "closings_stay"),
            ("closings", "closings_remain"),
            ("closed_figures", "closed_figures_stay"),
            ("closed_figures", "closed_figures_remain"),
        ] {
            match self.kept.db().engine() {
                db::Engine::Sqlite => self.tampers(&format!("DROP TRIGGER {guard}")),
                db::Engine::Postgres => {
                    self.tampers(&format!("DROP TRIGGER {guard} ON {table}"));
                }
            }
        }
    }

    /// The version of a record.
    pub fn version(&self, reference: &str) -> i64 {
        let sql = "SELECT version FROM records WHERE reference = $1";
        self.rows(sql, args![reference], |row| row.get(0))[0]
    }

    /// The lines of a record's promises: standard, outcome, delta, in the order of posting.
    pub fn lines(&self, reference: &str) -> Vec<String> {
        let sql = "SELECT s.key, j.outcome, j.delta FROM judgements j
                   JOIN standards s ON s.id = j.standard_id
                   JOIN promises p ON p.id = j.promise_id
                   JOIN records r ON r.id = p.record_id
                   WHERE r.reference = $1 ORDER BY j.id";
        self.rows(sql, args![reference], |row| {
            let sign = if row.get::<i64>(2)? > 0 { '+' } else { '-' };
            Ok(format!("{} {sign}{}", row.get::<String>(0)?, row.get::<String>(1)?))
        })
    }

    /// A record's promises as they are stored: standard and outcome, in the order of making.
    pub fn promises(&self, reference: &str) -> Vec<String> {
        let sql = "SELECT s.key, p.outcome FROM promises p
                   JOIN standards s ON s.id = p.standard_id
                   JOIN records r ON r.id = p.record_id
                   WHERE r.reference = $1 ORDER BY p.id";
        self.rows(sql, args![reference], |row| {
            Ok(format!("{} {}", row.get::<String>(0)?, row.get::<String>(1)?))
        })
    }

    /// What became of a record's promise under a standard; the last one made, if several were.
    pub fn outcome(&self, reference: &str, standard: &str) -> String {
        let promises = self.promises(reference);
        let found = promises.iter().rev().find_map(|promise| {
            promise.strip_prefix(standard)?.strip_prefix(' ').map(str::to_owned)
        });
        found.unwrap_or_else(|| panic!("no {standard} among {promises:?}"))
    }

    /// The kinds of a record's facts, in the order of recording.
    pub fn facts(&self, reference: &str) -> Vec<String> {
        let sql = "SELECT f.kind FROM facts f JOIN records r ON r.id = f.record_id
                   WHERE r.reference = $1 ORDER BY f.id";
        self.rows(sql, args![reference], |row| row.get(0))
    }

    /// What differs between what is stored and what it is worked out from.
    pub fn differences(&self) -> Vec<Difference> {
        let system = self.kept.system("tick").unwrap();
        app::ledger::rebuild(&self.kept, &system, self.now(), false).unwrap().differences
    }

    /// Rebuilds what is worked out.
    pub fn rebuilds(&self) {
        let system = self.kept.system("tick").unwrap();
        app::ledger::rebuild(&self.kept, &system, self.now(), true).unwrap();
    }

    /// Walks the chain of seals.
    pub fn verified(&self, head: Option<&str>) -> Result<Verified, Broken> {
        self.kept.read(|tx| app::ledger::verify(tx, head)).unwrap()
    }

    /// Everything adds up: promises with facts, lines with promises, sums with lines, seals with
    /// rows, corrections with facts.
    #[track_caller]
    pub fn is_sound(&self) {
        assert_eq!(self.differences(), []);
        let system = self.kept.system("tick").unwrap();
        let miscounted = app::corrections::recount(&self.kept, &system, self.now(), false);
        assert_eq!(miscounted.unwrap(), []);
        self.verified(None).unwrap();
    }

    /// The jobs that should have been done by now.
    pub fn jobs_left(&self) -> Vec<String> {
        let sql = "SELECT kind FROM jobs WHERE run_at <= $1 ORDER BY id";
        self.rows(sql, args![self.now()], |row| row.get(0))
    }

    /// The figures counted anew from every line, the slow way: by the column of the month that
    /// counts.
    pub fn recount(&self, ask: &Ask) -> Sums {
        let column = match ask.count_by {
            app::figures::CountBy::Due => "due_month",
            app::figures::CountBy::Received => "received_month",
            app::figures::CountBy::Concluded => "concluded_month",
        };
        let sql = format!(
            "SELECT s.key, j.method, j.{column}, j.channel, j.service_id, j.outcome, j.delta
             FROM judgements j JOIN standards s ON s.id = j.standard_id
             WHERE NOT j.is_test AND j.{column} >= $1 AND j.{column} <= $2"
        );
        let mut sums = Sums::new();
        let all = self.rows(&sql, args![ask.from.number(), ask.to.number()], |row| {
            let month = rules::ledger::Month::from_number(row.get(2)?).unwrap();
            let (service, outcome): (i64, String) = (row.get(4)?, row.get(5)?);
            let key = format!(
                "{} {} {month} {} {service} {outcome}",
                row.get::<String>(0)?,
                row.get::<String>(1)?,
                row.get::<String>(3)?,
            );
            Ok((key, row.get::<i64>(6)?))
        });
        for (key, delta) in all {
            *sums.entry(key).or_default() += delta;
        }
        sums.retain(|_, sum| *sum != 0);
        sums
    }
}

/// The counts of figures by month, channel and service, named as [`Town::recount`] names them.
pub fn counts(rows: &[FigureRow]) -> Sums {
    let mut sums = Sums::new();
    for row in rows {
        let channel = row.channel.clone().unwrap_or_default();
        let service = row.service.as_ref().map_or(0, |(id, _)| *id);
        for outcome in Outcome::ALL {
            let number = row.number(outcome);
            if number != 0 {
                let (key, method, period) = (&row.key, &row.method, &row.period);
                let outcome = outcome.key();
                sums.insert(
                    format!("{key} {method} {period} {channel} {service} {outcome}"),
                    number,
                );
            }
        }
    }
    sums
}
