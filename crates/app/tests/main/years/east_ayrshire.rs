//! East Ayrshire Leisure's year from April 2026: thirty statements with their evidence, and what
//! is counted beside them.

use super::play::{adopts, check};
use super::recorded::{records, standings};
use testkit::Town;

/// Evidence of 10 June 2026 counts until 10 June 2027.
const SHOWN: &str = "
    customer-profile many-methods hard-to-reach feedback-improves exceeding-expectations
    information-governance feedback-analysed satisfaction-published satisfaction-to-improvement
    delivery-plan training-mandatory behaviours job-outlines development-mandatory review-programme
    website publication-scheme complaints-process inclusion-statement fair-pricing
    accessibility-statement partnerships partnership-in-key-activities service-level-agreements
    challenging-targets customers-gather-data
";

const RECORDED: &str = "
    # Good for 6 months: until 10 April, which is soon.
    progress-published shown 2026-10-10
    # Good for 12 months, until 30 April: soon.
    reviewed-inside-and-outside shown 2026-04-30
    training-in-date supplied 2026-04-01..2026-06-30 120/120
    training-in-date supplied 2026-07-01..2026-09-30 119/120
    training-in-date supplied 2026-10-01..2026-12-31 120/120
    behaviours-on-display supplied 2026-04-01..2026-06-30 12/12
    behaviours-shown observed 2026-04-01..2026-06-30 40/60
    behaviours-shown survey 2026-04-01..2026-06-30 190/200
    job-outlines-with-priorities supplied 2026-04-01..2027-03-31 240/240
    quarterly-report done 2026-04-01..2026-06-30 2026-06-30
    quarterly-report done 2026-07-01..2026-09-30 2026-09-15
    quarterly-report done 2026-10-01..2026-12-31 2027-01-04
";

/// On 1 April 2027, worked out by hand.
const STANDINGS: &str = "
    behaviours-on-display supplied: no-reading-yet 3, not-due-yet 1, too-few 1
    behaviours-shown observed: no-reading-yet 3, no-target 1, not-due-yet 1
    behaviours-shown survey: no-reading-yet 3, no-target 1, not-due-yet 1
    evidence kept: 26
    evidence kept-expiring: 2
    evidence missed: 1
    evidence not-demonstrated: 1
    job-outlines-with-priorities supplied: met 1, not-due-yet 1
    nothing recorded: 0
    quarterly-report supplied: kept 2, missed 2, not-due-yet 1
    training-in-date supplied: met 2, no-reading-yet 1, not-due-yet 1, not-met 1
";

#[test]
fn east_ayrshires_year_comes_to_what_was_worked_out_by_hand() {
    let town = Town::new();
    town.it_is("2026-03-20T10:00");
    let text = include_str!("../../../../../charters/east-ayrshire-leisure.toml");
    adopts(&town, text, "2026-04-01");
    // It ran out on 31 March 2027.
    town.it_is("2026-05-01T10:00");
    records(&town, "benchmarking shown 2026-03-31");
    town.it_is("2027-04-01T10:00");
    let shown: Vec<String> =
        SHOWN.split_whitespace().map(|id| format!("{id} shown 2026-06-10")).collect();
    assert_eq!(shown.len(), 26);
    records(&town, &shown.join("\n"));
    records(&town, RECORDED);
    check(&standings(&town, "2026-04-01"), STANDINGS);
}
