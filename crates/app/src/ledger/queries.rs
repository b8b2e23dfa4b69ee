//! Which months were closed, by whom and when.

use db::{DbError, Tx, args};
use jiff::Timestamp;
use jiff::civil::Date;
use rules::ledger::Month;

/// A closed month of a standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The standard.
    pub standard: i64,
    /// The month.
    pub month: Month,
    /// When it was closed.
    pub closed_at: Timestamp,
    /// By whom.
    pub closed_by: String,
    /// The last line that its first figures know.
    pub last_judgement: i64,
}

/// The closings of a month.
pub fn closings(tx: &mut Tx, month: Month) -> Result<Vec<Closing>, DbError> {
    tx.all(
        "SELECT c.standard_id, c.month, c.closed_at, s.name, e.last_judgement_id
         FROM closings c
         JOIN staff s ON s.id = c.closed_by
         JOIN seals e ON e.id = c.seal_id
         WHERE c.month = $1 ORDER BY c.standard_id",
        args![month.number()],
        |row| {
            Ok(Closing {
                standard: row.get(0)?,
                month: Month::from_number(row.get(1)?).unwrap_or(Month::of(Date::MIN)),
                closed_at: row.get(2)?,
                closed_by: row.get(3)?,
                last_judgement: row.get(4)?,
            })
        },
    )
}
