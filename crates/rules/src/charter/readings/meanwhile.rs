//! Choices that charter files are about to name.

/// How long the periods are in which something is counted, scored or owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Per {
    /// A working day of the standard's calendar.
    WorkingDay,
    /// A week from Monday.
    Week,
    /// A month.
    Month,
    /// A quarter of the reporting year.
    Quarter,
    /// Half a reporting year.
    HalfYear,
    /// A reporting year.
    Year,
}

/// Which way a trend is to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TrendWay {
    /// Less than in the period before.
    Falls,
    /// More than in the period before.
    Rises,
}
