//! Rossendale's year from April 2026: letters that are answered on the last second and one later,
//! Easter and Christmas, a service that opted out, one that is stricter, a limit that changes in
//! mid-year, and a storm in January.

use super::play::{adopts, check, closes, figures, play};
use super::recorded::{records, standings};
use app::figures::PeriodLength;
use testkit::Town;

/// What the services have of their own: waste answers letters and emails within 5 working days,
/// planning does not acknowledge emails.
const OF_SERVICES: &str = r#"
[[opt_out]]
service = "planning"
standard = "email-acknowledged"
because = "Applications come through a portal that acknowledges them."
approved = "Cabinet, 3 March 2026, minute 14"

[[standard]]
id = "waste-letters-answered"
title = "Waste: answered within 5 working days"
words = "Write to us about waste and we answer within 5 working days."
kind = "in-time"
channels = ["letter", "email"]
services = ["waste"]
over = "correspondence-answered"
starts = "received"
stops = ["responded"]
limit = "5 working days"
"#;

const LETTERS: &str = "
    # Good Friday is 3 April, Easter Monday the 6th: day 10 is the 20th.
    10 x 2026-04-02T10:00 letter enquiry planning: told 2026-04-30; 2026-04-20T23:59:59 responds
    3 x 2026-04-02T10:00 letter enquiry planning: told 2026-04-30; 2026-04-21T00:00 responds
    # A second before closing it is the 1st: day 10 is the 17th. At closing it is the 2nd.
    2 x 2026-04-01T16:59:59 letter enquiry planning: told 2026-04-29; 2026-04-17T23:59:59 responds
    1 x 2026-04-01T16:59:59 letter enquiry planning: told 2026-04-29; 2026-04-18T00:00 responds
    1 x 2026-04-01T17:00 letter enquiry planning: told 2026-04-29; 2026-04-20T23:59:59 responds
    # Day 5 is the 20th, day 10 the 27th: waste owes both.
    6 x 2026-04-13T10:00 letter enquiry waste: told 2026-05-11; 2026-04-20T23:59:59 responds
    4 x 2026-04-13T10:00 letter enquiry waste: told 2026-05-11; 2026-04-21T00:00 responds
    # A date that was told ends with its day.
    2 x 2026-06-01T10:00 letter enquiry planning: told 2026-06-05; 2026-06-05T23:59:59 responds
    1 x 2026-06-01T10:00 letter enquiry planning: told 2026-06-05; 2026-06-06T00:00 responds
    # The 4th of May is a holiday: day 1 is the 5th, day 5 the 11th, day 10 the 18th.
    8 x 2026-05-01T12:00 email enquiry waste: told 2026-05-29; 2026-05-05T23:59:59 acknowledges; \
     2026-05-11T23:59:59 responds
    2 x 2026-05-01T12:00 email enquiry waste: told 2026-05-29; 2026-05-06T00:00 acknowledges; \
     2026-05-12T00:00 responds
    5 x 2026-05-01T12:00 email enquiry planning: told 2026-05-29; 2026-05-18T23:59:59 responds
    1 x 2026-05-01T12:00 email enquiry waste: told 2026-05-29; 2026-05-05T10:00 withdraws
    # Nobody ever answers.
    1 x 2026-05-01T12:00 email enquiry waste: told 2026-05-29
    # Until the end of September 10 working days, from October 8.
    3 x 2026-09-30T16:59:59 letter enquiry planning: told 2026-10-28; 2026-10-14T23:59:59 responds
    1 x 2026-09-30T17:00 letter enquiry planning: told 2026-10-28; 2026-10-15T23:59:59 responds
    2 x 2026-10-01T10:00 letter enquiry planning: told 2026-10-29; 2026-10-13T23:59:59 responds
    2 x 2026-10-01T10:00 letter enquiry planning: told 2026-10-29; 2026-10-14T00:00 responds
    4 x 2027-02-01T10:00 letter compliment planning: told 2027-03-01; 2027-02-02T10:00 responds
    1 x 2027-02-01T10:00 letter compliment planning: told 2027-03-01; 2027-02-03T10:00 withdraws
    # Whoever asks is told by the end of the next working day.
    2 x 2026-06-15T10:00 letter enquiry planning: told 2026-07-13; 2026-06-22T10:00 asks; \
     2026-06-23T23:59:59 tells; 2026-06-29T10:00 responds
    1 x 2026-06-15T10:00 letter enquiry planning: told 2026-07-13; 2026-06-22T10:00 asks; \
     2026-06-24T00:00 tells; 2026-06-29T10:00 responds
";

const CALLS_AND_VISITS: &str = "
    50 x 2026-07-07T11:00 telephone enquiry waste: answered 0s; about missed-bin
    1 x 2026-12-25T03:00 telephone enquiry waste: answered 20s; about missed-bin
    # The storm. Fly-tipping cannot be settled at first contact.
    70 x 2027-01-12T10:00 telephone enquiry waste: answered 20s; about missed-bin
    20 x 2027-01-12T10:00 telephone enquiry waste: answered 21s; about fly-tipping
    6 x 2027-01-12T10:00 telephone enquiry waste: hung-up 20s
    4 x 2027-01-12T10:00 telephone enquiry waste: hung-up 21s
    41 x 2026-09-09T09:30 visit enquiry waste: seen 5m; finished 15m
    10 x 2026-09-09T09:30 visit enquiry waste: seen 5m; finished 901s
    2 x 2026-09-09T09:30 visit enquiry waste: left 10m
    # Friday: called back by Monday, answered by Tuesday. Not known counts as left.
    6 x 2026-06-05T16:59:59 voicemail enquiry waste: details yes; told 2026-07-03; \
     2026-06-08T23:59:59 calls-back; 2026-06-09T10:00 responds
    1 x 2026-06-05T17:00 voicemail enquiry waste: details yes; told 2026-07-03; \
     2026-06-08T23:59:59 calls-back; 2026-06-09T10:00 responds
    2 x 2026-06-05T16:59:59 voicemail enquiry waste: details yes; told 2026-07-03; \
     2026-06-09T00:00 responds
    3 x 2026-06-05T16:59:59 voicemail enquiry waste: details no; told 2026-07-03; \
     2026-06-09T23:59:59 responds
    1 x 2026-06-05T16:59:59 voicemail enquiry waste: told 2026-07-03; 2026-06-10T00:00 responds
";

const COMPLAINTS: &str = "
    # Day 5 is the 9th, day 15 the 23rd.
    5 x 2026-11-02T10:00 letter complaint planning: told 2026-11-30; \
     2026-11-09T23:59:59 acknowledges; 2026-11-23T23:59:59 responds
    2 x 2026-11-02T10:00 letter complaint planning: told 2026-11-30; 2026-11-10T00:00 responds
    1 x 2026-11-02T10:00 letter complaint planning: told 2026-11-30; \
     2026-11-03T10:00 acknowledges; 2026-11-24T00:00 responds
    # Nobody is owed an answer: said two days later, that it was not settled at once stands.
    1 x 2026-11-02T10:00 letter complaint planning: told 2026-11-30; 2026-11-04T10:00 owes-nothing
    # 25 and 28 December and 1 January are holidays: day 5 is the 29th, day 15 the 13th.
    1 x 2026-12-18T10:00 letter complaint planning: told 2027-01-15; \
     2026-12-29T23:59:59 acknowledges; 2027-01-13T23:59:59 responds
";

/// What people recorded: on the target, just beside it, and too few to judge.
const RECORDED: &str = "
    satisfaction survey 2026-04-01..2027-03-31 300/1000
    complaint-handling-satisfaction survey 2026-04-01..2027-03-31 22/100
    standards-understood survey 2026-04-01..2027-03-31 800/1000
    staff-feedback survey 2026-04-01..2027-03-31 80/100
    staff-directed-complaints supplied 2026-04-01..2027-03-31 2/100
    staff-abuse supplied 2026-04-01..2027-03-31 2/201
    equal-treatment supplied 2026-04-01..2027-03-31 1
    newsletters supplied 2026-04-01..2027-03-31 3
    press-releases supplied 2026-04-01..2027-03-31 3
    mystery-shopping supplied 2026-04-01..2027-03-31 4
    leaflets-in-stock supplied 2026-04-01..2026-06-30 0
    leaflets-in-stock supplied 2026-07-01..2026-09-30 1
    name-and-section-given observed 2026-04-01..2026-06-30 70/100
    courteous-and-friendly survey 2026-04-01..2026-06-30 95/100
    courteous-and-friendly observed 2026-04-01..2026-06-30 61/100
    repeat-customers supplied 2026-04-01..2027-03-31 400/9000
    projects-on-time supplied 2026-04-01..2027-03-31 9/10
    quarterly-returns supplied 2026-04-01..2026-06-30 60/60
    voicemail-checked done 2026-04-01..2026-04-01 2026-04-01
    voicemail-checked done 2026-04-02..2026-04-02 2026-04-03
    voicemail-checked done 2026-04-07..2026-04-07 2026-04-07
    monthly-figures done 2026-04-01..2026-04-30 2026-04-30
    monthly-figures done 2026-05-01..2026-05-31 2026-06-01
    benchmarks done 2026-04-01..2026-09-30 2026-09-30
    strategy-approved reached 2026-04-20
    staff-trained-in-a-year reached 2027-03-31
    all-electronic reached 2026-12-31
    one-number reached 2027-02-01
    website-accessible shown 2026-06-10
";

/// On 1 April 2027. There were 251 working days in the year.
const STANDINGS: &str = "
    all-electronic: kept
    annual-survey supplied: missed 1, not-due-yet 1
    benchmarks supplied: kept 1, missed 1, not-due-yet 1
    common-monitoring: missed
    complaint-handling-satisfaction survey: not-due-yet 1, not-met 1
    courteous-and-friendly observed: no-reading-yet 3, no-target 1, not-due-yet 1
    courteous-and-friendly survey: no-reading-yet 3, no-target 1, not-due-yet 1
    equal-treatment supplied: not-due-yet 1, not-met 1
    evidence kept: 1
    good-practice-database: not-due-yet
    image-developed: not-due-yet
    leaflets-in-stock supplied: met 1, no-reading-yet 2, not-due-yet 1, not-met 1
    main-on-website: missed
    monthly-figures supplied: kept 1, missed 11, not-due-yet 1
    mystery-shopping supplied: met 1, not-due-yet 1
    name-and-section-given observed: no-reading-yet 3, no-target 1, not-due-yet 1
    newsletters supplied: met 1, not-due-yet 1
    nothing recorded: 32
    one-number: reached-late
    press-releases supplied: not-due-yet 1, not-met 1
    projects-on-time supplied: not-due-yet 1, too-few 1
    quarterly-returns supplied: met 1, no-reading-yet 3, not-due-yet 1
    repeat-customers supplied: not-due-yet 1, nothing-before 1
    satisfaction survey: met 1, not-due-yet 1
    service-email-address: missed
    staff-abuse supplied: met 1, not-due-yet 1
    staff-directed-complaints supplied: not-due-yet 1, not-met 1
    staff-feedback survey: met 1, not-due-yet 1
    staff-trained-in-a-year: kept
    standards-understood survey: not-due-yet 1, not-met 1
    strategy-approved: kept
    strategy-renewed: not-due-yet
    strategy-reviewed supplied: missed 1, not-due-yet 1
    vision-reached: not-due-yet
    voicemail-checked supplied: kept 2, missed 249, not-due-yet 1
";

/// Worked out by hand from the lines above.
const YEAR: &str = "
    calls-answered 2026-27: kept 121, missed 24, ended 6; 80.1%, 100% not met
    complaints-acknowledged 2026-27: kept 7, missed 2, not counted 1; 77.8%, 100% not judged
    complaints-answered 2026-27: kept 8, missed 1, not counted 1; 88.9%, 100% not judged
    correspondence-answered 2026-27: kept 54, missed 7, ended 2; 88.5%
    email-acknowledged 2026-27: kept 8, missed 3, ended 1; 72.7%
    feedback-answered 2026-27: kept 4, ended 1; 100.0%, 100% not judged
    progress-given 2026-27: kept 2, missed 1; 66.7%
    settled-at-first-contact 2026-27: kept 254, missed 1, ended 2, not counted 20, running 1; \
     99.6%, 80% met
    told-date-kept 2026-27: kept 81, missed 2, ended 2, not counted 1; 97.6%
    visitors-dealt-with 2026-27: kept 41, missed 10, ended 2; 80.4%, more than 80% met
    visitors-wait 2026-27: ended 2, measured 51
    voicemail-answered 2026-27: kept 12, missed 1; 92.3%, 100% not judged
    voicemail-called-back 2026-27: kept 7, missed 3, not counted 3; 70.0%
    waste-letters-answered 2026-27: kept 14, missed 7, ended 1; 66.7%
";

/// The storm stands in its month, and nowhere else.
const CALLS: &str = "
    calls-answered 2026-07: kept 50; 100.0%, 100% met
    calls-answered 2026-12: kept 1; 100.0%, 100% not judged
    calls-answered 2027-01: kept 70, missed 24, ended 6; 70.0%, 100% not met
";

/// The strategy's dates and the years of its targets, so that they begin with this year.
fn moved_by_21_years(text: &str) -> String {
    (2005..=2010).rev().fold(text.to_owned(), |text, year| {
        let (old, new) = (format!("= {year}-"), format!("= {}-", year + 21));
        text.replace(&old, &new)
    })
}

#[test]
fn rossendales_year_comes_to_what_was_worked_out_by_hand() {
    let town = Town::new();
    town.it_is("2026-03-20T10:00");
    let text = include_str!("../../../../../charters/rossendale.toml");
    let text = moved_by_21_years(&format!("{text}{OF_SERVICES}"));
    adopts(&town, &text, "2026-04-01");
    let (before, after) = text.split_at(text.find("id = \"correspondence-answered\"").unwrap());
    let after = after.replacen("limit = \"10 working", "limit = \"8 working", 1);
    adopts(&town, &format!("{before}{after}"), "2026-10-01");
    let played = play(&town, &[LETTERS, CALLS_AND_VISITS, COMPLAINTS].concat());
    assert_eq!(played, 290);
    town.it_is("2027-04-01T10:00");
    records(&town, RECORDED);
    check(&standings(&town, "2026-04-01"), STANDINGS);
    closes(&town, "2026-04", "2027-03", "2027-04-30T10:00");
    check(&figures(&town, "2026-04", "2027-03", PeriodLength::Year), YEAR);
    let months = figures(&town, "2026-04", "2027-03", PeriodLength::Month);
    let calls: Vec<String> =
        months.into_iter().filter(|row| row.starts_with("calls-answered")).collect();
    check(&calls, CALLS);
    town.is_sound();
}
