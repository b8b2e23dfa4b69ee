//! A year under Customer Service Excellence from April 2026: two years of readings, so that a
//! trend has something to compare with.

use super::play::{adopts, check, closes, figures, play};
use super::recorded::{records, standings};
use app::figures::PeriodLength;
use testkit::Town;

const SCRIPT: &str = "
    # A date ends with its day. Information that was owed stops by less than a case does.
    20 x 2026-06-01T10:00 letter enquiry planning: told 2026-06-05; 2026-06-05T23:59:59 responds
    5 x 2026-06-01T10:00 letter enquiry planning: told 2026-06-05; 2026-06-06T00:00 responds
    4 x 2026-06-01T10:00 letter service-request planning: told 2026-06-05; \
     2026-06-02T10:00 acknowledges; 2026-06-05T23:59:59 responds
    2 x 2026-06-01T10:00 letter service-request planning: told 2026-06-05; \
     2026-06-03T10:00 withdraws
    1 x 2026-06-01T10:00 letter service-request planning: told 2026-06-05; \
     2026-06-03T10:00 owes-nothing
    # Settled at once: answered, and no date was told.
    50 x 2027-01-12T10:00 telephone enquiry waste: answered 20s
";

/// Worked out by hand. Without a limit nothing is kept or missed.
const YEAR: &str = "
    first-response 2026-27: ended 2, not counted 1, measured 79
    information-when-said 2026-27: kept 20, missed 5; 80.0%
    likely-time-kept 2026-27: kept 24, missed 5, ended 2, not counted 1; 82.8%
";

const RECORDED: &str = "
    satisfaction-measured done 2025-04-01..2026-03-31 2026-03-31
    satisfaction-rising supplied 2025-04-01..2026-03-31 600/1000
    satisfaction-rising supplied 2026-04-01..2027-03-31 601/1000
    # 30%, 29%, the same again, and more calls at a smaller share.
    avoidable-contact-falls supplied 2026-04-01..2026-06-30 300/1000
    avoidable-contact-falls supplied 2026-07-01..2026-09-30 290/1000
    avoidable-contact-falls supplied 2026-10-01..2026-12-31 290/1000
    avoidable-contact-falls supplied 2027-01-01..2027-03-31 280/1000
    # More than half: half is not enough.
    outcomes-positive survey 2026-04-01..2026-06-30 50/100
    outcomes-positive survey 2026-07-01..2026-09-30 51/100
    outcomes-positive survey 2026-10-01..2026-12-31 49/49
    upheld-outcome-satisfactory survey 2026-04-01..2026-06-30 12/20
    expectations-agreed supplied 2026-04-01..2026-06-30 800/1000
    challenging-standards shown 2026-06-10
";

/// On 1 April 2027, of the years since April 2025.
const STANDINGS: &str = "
    avoidable-contact-falls supplied: kept 2, missed 1, no-reading-yet 4, not-due-yet 1, nothing-before 1
    evidence kept: 1
    evidence missed: 1
    evidence not-demonstrated: 38
    expectations-agreed supplied: no-reading-yet 7, no-target 1, not-due-yet 1
    nothing recorded: 9
    outcomes-positive survey: met 1, no-reading-yet 5, not-due-yet 1, not-met 1, too-few 1
    satisfaction-measured supplied: kept 1, missed 1, not-due-yet 1
    satisfaction-rising supplied: kept 1, not-due-yet 1, nothing-before 1
    upheld-outcome-satisfactory survey: no-reading-yet 7, no-target 1, not-due-yet 1
";

#[test]
fn a_year_of_excellence_comes_to_what_was_worked_out_by_hand() {
    let town = Town::new();
    town.it_is("2026-03-20T10:00");
    let text = include_str!("../../../../../charters/customer-service-excellence.toml");
    adopts(&town, text, "2025-04-01");
    assert_eq!(play(&town, SCRIPT), 82);
    // It ran out on 1 March 2027.
    town.it_is("2026-05-01T10:00");
    records(&town, "benchmarked shown 2026-03-01");
    town.it_is("2027-04-01T10:00");
    records(&town, RECORDED);
    check(&standings(&town, "2025-04-01"), STANDINGS);
    closes(&town, "2026-04", "2027-03", "2027-04-30T10:00");
    check(&figures(&town, "2026-04", "2027-03", PeriodLength::Year), YEAR);
    town.is_sound();
}
