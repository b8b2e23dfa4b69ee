//! A year of Customer First from April 2026.

use super::play::{adopts, check, closes, figures, play};
use super::recorded::{records, standings};
use app::figures::PeriodLength;
use testkit::Town;

const SCRIPT: &str = "
    12 x 2026-06-01T10:00 letter complaint planning: told 2026-06-05; \
     2026-06-05T23:59:59 responds; 2026-06-08T10:00 closes
    3 x 2026-06-01T10:00 letter complaint planning: told 2026-06-05; 2026-06-06T00:00 responds
    1 x 2026-06-01T10:00 letter complaint planning: told 2026-06-05; 2026-06-03T10:00 withdraws
    # Closed without an answer on the day: nobody was owed one.
    1 x 2026-06-01T10:00 letter complaint planning: told 2026-06-05; 2026-06-01T12:00 owes-nothing
    # Nobody was given the standards, and the request was withdrawn or is still open.
    2 x 2026-06-01T10:00 letter service-request waste: told 2026-06-05; 2026-06-03T10:00 withdraws
    1 x 2026-06-01T10:00 letter service-request waste: told 2026-06-05
";

/// Worked out by hand. What has no limit counts by the day on which it is judged: a request that
/// is still open stands in no month yet.
const YEAR: &str = "
    missed-standards-answered 2026-27: kept 15, ended 1, not counted 1; 100.0%, 100% not judged
    standards-given 2026-27: ended 2
    told-date-kept 2026-27: kept 12, missed 4, ended 3, not counted 1; 75.0%
";

const RECORDED: &str = "
    service-as-expected survey 2026-04-01..2026-06-30 90/100
    told-first supplied 2026-04-01..2026-04-30 3/60
    insight-group done 2026-04-01..2026-04-30 2026-04-30
    insight-group done 2026-05-01..2026-05-31 2026-06-01
    advocates-in-post shown 2026-04-02
    staff-aware supplied 2026-04-01..2026-09-30 199/200
    staff-aware supplied 2026-10-01..2027-03-31 200/200
    standards-on-show observed 2026-04-01..2026-06-30 9/10
    plan-adopted reached 2026-09-06
";

/// On 1 April 2027: the meeting of May was held in June, and ten were not held.
const STANDINGS: &str = "
    evidence kept-expiring: 1
    evidence not-demonstrated: 1
    insight-group supplied: kept 1, missed 11, not-due-yet 1
    nothing recorded: 0
    plan-adopted: kept
    service-as-expected survey: no-reading-yet 3, no-target 1, not-due-yet 1
    staff-aware supplied: met 1, not-due-yet 1, not-met 1
    standards-on-show observed: no-reading-yet 3, no-target 1, not-due-yet 1
    told-first supplied: no-reading-yet 11, no-target 1, not-due-yet 1
";

#[test]
fn a_year_of_customer_first_comes_to_what_was_worked_out_by_hand() {
    let town = Town::new();
    town.it_is("2026-03-20T10:00");
    let text = include_str!("../../../../../charters/customer-first.toml");
    let text = text.replace("by = 2007", "by = 2026");
    adopts(&town, &text, "2026-04-01");
    assert_eq!(play(&town, SCRIPT), 20);
    town.it_is("2027-04-01T10:00");
    records(&town, RECORDED);
    check(&standings(&town, "2026-04-01"), STANDINGS);
    closes(&town, "2026-04", "2027-03", "2027-04-30T10:00");
    check(&figures(&town, "2026-04", "2027-03", PeriodLength::Year), YEAR);
    town.is_sound();
}
