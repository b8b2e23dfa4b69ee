//! Whether customers were given the standards when they asked for something.

use crate::failure::Fault;
use db::{Tx, args};
use jiff::civil::Date;
use rules::calendar::{Day, Zone};
use rules::ledger::Month;

/// How many customers were given the standards, of the cases received in a month. A case is what
/// somebody asked for and could not have there and then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// The month of receipt.
    pub month: Month,
    /// How many cases were received.
    pub asked: i64,
    /// To how many of these customers the standards were given.
    pub given: i64,
    /// How many of these were given by the system itself: the page showed them.
    pub by_the_system: i64,
}

impl Given {
    /// The share, in 0..1; none without a case.
    pub fn share(&self) -> Option<f64> {
        (self.asked > 0).then(|| self.given as f64 / self.asked as f64)
    }
}

/// The cases of each month, the newest first. Mystery shops are in no figure.
pub fn given(tx: &mut Tx, zone: &Zone, (from, to): (Month, Month)) -> Result<Vec<Given>, Fault> {
    let mut rows = Vec::new();
    for month in from.up_to(to) {
        let begins = |month: Month| {
            let first = Date::new(month.year(), month.month(), 1).ok().and_then(Day::of);
            first.map(|day| zone.start_of(day))
        };
        let Some((begins, ends)) = begins(month).zip(begins(month.next())) else { continue };
        // Every receipt lies in one month of the body's own zone, which no database knows.
        let (asked, given, by_the_system) = tx.one(
            "SELECT count(*), count(*) FILTER (WHERE g.given > 0),
                    count(*) FILTER (WHERE g.given > 0 AND g.by_people = 0)
             FROM (SELECT (SELECT count(*) FROM facts f
                           WHERE f.record_id = r.id AND f.kind = 'standards-given') AS given,
                          (SELECT count(*) FROM facts f
                           WHERE f.record_id = r.id AND f.kind = 'standards-given'
                             AND f.evidence <> 'system') AS by_people
                   FROM records r
                   WHERE r.received_at >= $1 AND r.received_at < $2
                     AND r.is_case AND NOT r.is_test) g",
            args![begins, ends],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        rows.push(Given { month, asked, given, by_the_system });
    }
    rows.reverse();
    Ok(rows)
}
