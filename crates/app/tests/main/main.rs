//! What people do, on both databases.
#![expect(clippy::unwrap_used, reason = "a test may fail where it stands")]

mod adjustments;
mod adopting;
mod calendar_changes;
mod calendars;
mod casework;
mod clocks;
mod contacts;
mod corrections;
mod coverage;
mod drafting;
mod endings;
mod feasibility;
mod forms;
mod imports;
mod jobs;
mod journeys;
mod known_at;
mod lists;
mod logging;
mod months;
mod organisations;
mod permissions;
mod power_cuts;
mod promises_told;
mod readings;
mod rebuild;
mod reminding;
mod repeats;
mod schema;
mod seals;
mod side_by_side;
mod staff;
mod ticking;
mod visibility;
mod years;
