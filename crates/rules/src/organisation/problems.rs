//! What is wrong with an organisation file, and where.

use crate::charter::{self, Place};
use std::ops::Range;

/// Something wrong in an organisation file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where, in bytes; none if it is about the whole file.
    pub at: Option<Range<usize>>,
    /// What.
    pub wrong: Wrong,
}

/// What is wrong in an organisation file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// What can be wrong in a charter file too.
    Charter(charter::Wrong),
    /// A key with other letters than small ones, digits and hyphens.
    BadKey(String),
    /// A key that stands twice; the line of the first.
    Twice(String, usize),
    /// A service and a team of one key, which a role could not tell apart; the line of the first.
    ServiceAndTeam(String, usize),
    /// There is no such zone.
    Zone(String),
    /// Not a colour.
    Colour(String),
    /// White words cannot be read on the colour.
    TooLight {
        /// The colour.
        colour: String,
        /// Its contrast with white, in hundredths.
        contrast: u32,
        /// The lightest shade of it that is dark enough.
        darker: String,
    },
    /// A channel that is named twice.
    ChannelTwice(String),
    /// A list of channels without any.
    NoChannels,
    /// A body without any service.
    NoServices,
    /// A body without any team.
    NoTeams,
}

impl From<charter::Problem> for Problem {
    fn from(problem: charter::Problem) -> Problem {
        Problem { at: problem.at, wrong: Wrong::Charter(problem.wrong) }
    }
}

/// The problems with their places in a text, in the order of the lines.
pub fn places<'a>(text: &str, problems: &'a [Problem]) -> Vec<(Place, &'a Problem)> {
    charter::in_order(text, problems, |problem| problem.at.as_ref())
}
