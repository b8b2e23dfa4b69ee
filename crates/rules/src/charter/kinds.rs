//! The kinds of standards, and the choices that a standard makes by name.

use crate::calendar::Nation;

/// The names of a choice in charter files and figures.
pub(crate) type Choices<T> = &'static [(&'static str, T)];

/// A choice whose every value has a name in charter files.
macro_rules! choices {
    ($($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $key:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$item_doc])* $item,)* }

        impl $name {
            pub(crate) const NAMES: Choices<$name> = &[$(($key, $name::$item),)*];

            /// The name in charter files and figures.
            pub fn key(self) -> &'static str {
                match self { $($name::$item => $key,)* }
            }

            /// The one of a name.
            pub fn named(key: &str) -> Option<$name> {
                match key { $($key => Some($name::$item),)* _ => None }
            }

            /// Every one, in the order in which forms offer them.
            pub fn all() -> impl Iterator<Item = $name> {
                $name::NAMES.iter().map(|(_, value)| *value)
            }
        }
    )*};
}

choices! {
    /// What a standard promises.
    #[derive(Default)]
    Kind {
        /// Something within a limit.
        InTime = "in-time",
        /// Something by the date or moment that was told.
        ByDate = "by-date",
        /// A yes to a question that is answered for each.
        Share = "share",
        /// Word of an event, so long before it.
        Notice = "notice",
        /// What customers said or somebody saw: a survey, a shop, an observation.
        Score = "score",
        /// So many of something in each period.
        Count = "count",
        /// Something that is owed once in each period.
        KeptDuty = "kept-duty",
        /// A figure that a person or an outside body gives.
        Supplied = "supplied",
        /// More, or less, than in the period before.
        Trend = "trend",
        /// Something that is reached by a date.
        Milestone = "milestone",
        /// Kept while dated evidence that has not run out shows it.
        Demonstrated = "demonstrated",
        /// Nothing that is measured: the words are public, with the reason.
        #[default]
        AdvertisedOnly = "advertised-only",
    }

    /// How a standard is judged.
    Method {
        /// From facts, by a clock.
        Clock = "clock",
        /// From a yes or no that is recorded.
        Record = "record",
        /// From what customers said.
        Survey = "survey",
        /// From what a shopper or a manager saw.
        Observed = "observed",
        /// A customer says that it was missed.
        Reported = "reported",
        /// Given by a person or an outside body.
        Supplied = "supplied",
    }

    /// Which share is taken of calls (practice: F1 to F4).
    #[derive(Default)]
    CallFormula {
        /// Answered in time of those offered, less those abandoned in time (F4).
        #[default]
        OfOfferedLessAbandonedInTime = "of-offered-less-abandoned-in-time",
        /// Answered in time of all offered (F3).
        OfAllOffered = "of-all-offered",
        /// Answered or abandoned in time of all offered (F1).
        OrAbandonedInTime = "or-abandoned-in-time",
    }

    /// When a standard without a limit is judged if what it promises was not done.
    #[derive(Default)]
    Undone {
        /// Never.
        #[default]
        Never = "never",
        /// At closure, as missed.
        MissedAtClosure = "missed-at-closure",
        /// At a backstop age, as missed.
        MissedAtBackstop = "missed-at-backstop",
    }

    /// How long the periods are in which something is counted, scored or owed.
    Per {
        /// A working day of the standard's calendar.
        WorkingDay = "working-day",
        /// A week from Monday.
        Week = "week",
        /// A month.
        Month = "month",
        /// A quarter of the reporting year.
        Quarter = "quarter",
        /// Half a reporting year.
        HalfYear = "half-year",
        /// A reporting year.
        Year = "year",
    }

    /// Which way a trend is to go.
    TrendWay {
        /// Less than in the period before.
        Falls = "falls",
        /// More than in the period before.
        Rises = "rises",
    }

    /// Which way is better.
    Better {
        /// More is better.
        More = "more",
        /// Less is better.
        Less = "less",
    }

    /// Who set a standard.
    #[derive(Default)]
    Origin {
        /// The body itself.
        #[default]
        Local = "local",
        /// A national scheme or framework.
        National = "national",
        /// A law or a regulator.
        Statutory = "statutory",
    }

    /// What a section of a charter holds.
    #[derive(Default)]
    SectionKind {
        /// Commitments and standards.
        #[default]
        Standards = "standards",
        /// Why the charter is what it is.
        Why = "why",
        /// What the body or the charter is.
        About = "about",
        /// What is asked of customers.
        WhatWeAsk = "what-we-ask",
        /// The rights of customers.
        Rights = "rights",
        /// How to complain.
        HowToComplain = "how-to-complain",
    }

    /// How far the source of a rule was read.
    Grade {
        /// The regulator's or the legislation's own text.
        A = "A",
        /// A body, a law firm or a trade source that restates it.
        B = "B",
        /// From memory or at second hand: to be confirmed.
        C = "C",
    }
}

/// Which calendar a standard counts by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum StandardCalendar {
    /// The body's own.
    #[default]
    Body,
    /// Monday to Friday less the bank holidays of a nation, whatever the body's hours.
    Statutory(Nation),
    /// Every hour of every day.
    RoundTheClock,
    /// That of the venue or line that the record came through, which is the body's unless it has
    /// hours of its own.
    Place,
}

impl Kind {
    /// Whether readings judge it, rather than the facts of records.
    pub fn is_judged_by_readings(self) -> bool {
        use Kind::{Count, Demonstrated, KeptDuty, Milestone, Score, Supplied, Trend};
        matches!(self, Score | Count | KeptDuty | Supplied | Trend | Milestone | Demonstrated)
    }

    /// Whether it promises that something happens soon enough, rather than well enough.
    pub fn is_of_time(self) -> bool {
        matches!(self, Kind::InTime | Kind::ByDate | Kind::Notice | Kind::Milestone)
    }
}

impl StandardCalendar {
    pub(crate) const NAMES: Choices<StandardCalendar> = &[
        ("body", StandardCalendar::Body),
        ("place", StandardCalendar::Place),
        ("england-and-wales", StandardCalendar::Statutory(Nation::EnglandAndWales)),
        ("scotland", StandardCalendar::Statutory(Nation::Scotland)),
        ("northern-ireland", StandardCalendar::Statutory(Nation::NorthernIreland)),
        ("any-uk", StandardCalendar::Statutory(Nation::AnyUk)),
        ("round-the-clock", StandardCalendar::RoundTheClock),
    ];

    /// The name in charter files.
    pub fn key(self) -> &'static str {
        name_of(self, StandardCalendar::NAMES)
    }
}

fn name_of<T: PartialEq + Copy>(value: T, names: Choices<T>) -> &'static str {
    names.iter().find(|(_, named)| *named == value).map_or("", |(name, _)| name)
}
