//! The seasons: what people come about more often at some times of the year.

use jiff::civil::Date;

/// A time of the year in which something is more often: around a day, for some days to each
/// side, by so much more.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bump {
    pub(crate) month: i8,
    pub(crate) day: i8,
    pub(crate) width: f64,
    pub(crate) more: f64,
}

const fn bump(month: i8, day: i8, width: f64, more: f64) -> Bump {
    Bump { month, day, width, more }
}

/// Gardens wake up: the garden waste round begins in March.
pub(crate) const GARDENS: &[Bump] = &[bump(3, 12, 20.0, 3.2), bump(5, 20, 40.0, 1.0)];
/// Rounds change over Christmas, and people ask when their bin is collected.
pub(crate) const CHRISTMAS_ROUNDS: &[Bump] = &[bump(12, 28, 9.0, 2.6)];
/// The bills of the year come in March.
pub(crate) const BILLS: &[Bump] = &[bump(3, 18, 14.0, 2.8), bump(4, 12, 16.0, 1.4)];
/// Reminders and summonses follow the bills.
pub(crate) const REMINDERS: &[Bump] = &[bump(5, 25, 20.0, 1.3), bump(9, 20, 18.0, 0.8)];
/// Rents and benefits change in April.
pub(crate) const NEW_RATES: &[Bump] = &[bump(4, 8, 16.0, 1.2)];
/// Cold weeks.
pub(crate) const COLD: &[Bump] = &[bump(1, 15, 34.0, 1.6)];
/// Frost breaks roads up.
pub(crate) const AFTER_FROST: &[Bump] = &[bump(2, 20, 30.0, 1.5)];
/// Dark evenings.
pub(crate) const DARK: &[Bump] = &[bump(11, 25, 40.0, 1.1)];
/// Warm evenings: noise, parks, weddings out of doors.
pub(crate) const WARM: &[Bump] = &[bump(7, 5, 40.0, 1.5)];
/// Grass grows.
pub(crate) const GRASS: &[Bump] = &[bump(5, 25, 32.0, 2.4)];
/// Leaves fall.
pub(crate) const LEAVES: &[Bump] = &[bump(11, 8, 18.0, 1.8)];
/// The weeks before the elections in May, with the last days to register and to ask for a vote
/// by post.
pub(crate) const ELECTIONS: &[Bump] = &[bump(4, 16, 12.0, 7.0), bump(5, 4, 4.0, 6.0)];
/// Every household is asked who lives there.
pub(crate) const CANVASS: &[Bump] = &[bump(8, 25, 22.0, 2.2)];
/// Families move between school years.
pub(crate) const MOVES: &[Bump] = &[bump(8, 20, 26.0, 0.7)];

/// How many times as often something is on a date as in the quietest part of the year.
pub(crate) fn factor(bumps: &[Bump], date: Date) -> f64 {
    let more = bumps.iter().map(|bump| {
        let Ok(middle) = Date::new(date.year(), bump.month, bump.day) else { return 0.0 };
        let apart = i32::from(date.day_of_year()) - i32::from(middle.day_of_year());
        // The new year lies in the middle of a winter.
        let apart = f64::from(apart.abs().min(365 - apart.abs()));
        bump.more * (-(apart / bump.width).powi(2)).exp()
    });
    1.0 + more.sum::<f64>()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn what_has_a_season_is_more_often_in_it_and_across_the_new_year() {
        assert!(factor(BILLS, date(2026, 3, 18)) > 2.5 * factor(BILLS, date(2026, 10, 1)));
        assert!(factor(CHRISTMAS_ROUNDS, date(2026, 1, 3)) > 1.5);
        assert!((factor(&[], date(2026, 6, 1)) - 1.0).abs() < f64::EPSILON);
    }
}
