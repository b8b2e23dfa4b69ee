//! What is asked of the figures.

use jiff::Timestamp;
use rules::ledger::Month;

/// Which of a promise's three dates counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountBy {
    /// When it fell due: shares.
    #[default]
    Due,
    /// When it was received: demand.
    Received,
    /// When it concluded: some regulators' returns.
    Concluded,
}

/// How long the periods are that figures are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodLength {
    /// A month: `2026-09`.
    Month,
    /// A quarter of the reporting year: `2026-Q2`.
    Quarter,
    /// A reporting year: `2026-27`.
    Year,
}

/// What figures are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By period.
    Period(PeriodLength),
    /// By channel.
    Channel,
    /// By the service responsible.
    Service,
    /// By the team responsible.
    Team,
}

/// A question to the figures.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The first month.
    pub from: Month,
    /// The last month.
    pub to: Month,
    /// What to group by, in order.
    pub by: Vec<By>,
    /// Only this standard, by its number.
    pub standard: Option<i64>,
    /// Which date counts.
    pub count_by: CountBy,
    /// As known at a moment; none for now.
    pub known_at: Option<Timestamp>,
    /// Whether times are asked for too.
    pub times: bool,
}

impl CountBy {
    /// The name in sums and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            CountBy::Due => "due",
            CountBy::Received => "received",
            CountBy::Concluded => "concluded",
        }
    }

    pub(super) fn column(self) -> &'static str {
        match self {
            CountBy::Due => "due_month",
            CountBy::Received => "received_month",
            CountBy::Concluded => "concluded_month",
        }
    }
}

impl PeriodLength {
    /// The label of the period that a month is in, where reporting years begin in a month.
    pub fn label(self, month: Month, year_begins: i64) -> String {
        match self {
            PeriodLength::Month => month.to_string(),
            PeriodLength::Quarter => {
                let since = months_since(month, year_begins);
                format!("{:04}-Q{}", year_of(month, year_begins), since / 3 + 1)
            }
            PeriodLength::Year => {
                let year = year_of(month, year_begins);
                format!("{year:04}-{:02}", (year + 1) % 100)
            }
        }
    }

    /// The first and last month of the period that a month is in.
    pub fn span(self, month: Month, year_begins: i64) -> (Month, Month) {
        let length = match self {
            PeriodLength::Month => return (month, month),
            PeriodLength::Quarter => 3,
            PeriodLength::Year => 12,
        };
        let into = months_since(month, year_begins) % length;
        let first = (0..into).fold(month, |month, _| month.previous());
        let last = (1..length).fold(first, |month, _| month.next());
        (first, last)
    }
}

/// How many months of its reporting year come before a month.
fn months_since(month: Month, year_begins: i64) -> i64 {
    (i64::from(month.month()) - year_begins).rem_euclid(12)
}

/// The year in which a month's reporting year begins.
fn year_of(month: Month, year_begins: i64) -> i64 {
    i64::from(month.year()) - i64::from(i64::from(month.month()) < year_begins)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_of_the_reporting_year_are_named_after_the_year_in_which_it_begins() {
        let month = |text| Month::read(text).unwrap();
        for (text, quarter, year) in [
            ("2026-04", "2026-Q1", "2026-27"),
            ("2026-09", "2026-Q2", "2026-27"),
            ("2027-03", "2026-Q4", "2026-27"),
            ("1999-12", "1999-Q3", "1999-00"),
        ] {
            assert_eq!(PeriodLength::Quarter.label(month(text), 4), quarter);
            assert_eq!(PeriodLength::Year.label(month(text), 4), year);
        }
        let span = PeriodLength::Quarter.span(month("2026-09"), 4);
        assert_eq!(span, (month("2026-07"), month("2026-09")));
        let span = PeriodLength::Year.span(month("2027-01"), 4);
        assert_eq!(span, (month("2026-04"), month("2027-03")));
    }
}
