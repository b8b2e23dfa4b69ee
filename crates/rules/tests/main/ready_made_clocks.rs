//! What the ready-made charters promise by facts that are rarer than a letter: on the last moment
//! and one after it.

use crate::scripts::Body;
use rules::contacts::{Channel, Matter};
use rules::ledger::{Subject, owed};

const DERBY: &str = include_str!("../../../../charters/derby.toml");
const ROSSENDALE: &str = include_str!("../../../../charters/rossendale.toml");
const CUSTOMER_FIRST: &str = include_str!("../../../../charters/customer-first.toml");
const EXCELLENCE: &str = include_str!("../../../../charters/customer-service-excellence.toml");

/// A record, what happened to it, and what is told of the standards that a line is about.
type Case<'a> = ((Channel, Matter, &'a str), &'a [&'a str], &'a str);

/// Each case names the standard first: other promises on the record are not asked about.
fn check(text: &str, cases: &[Case<'_>]) {
    let body = Body::of(text);
    for ((channel, matter, service), script, expected) in cases {
        let (facts, known) = body.facts(script);
        let subject = Subject {
            channel: *channel,
            matter: *matter,
            service,
            about: "Emergency out of hours",
            conditions: &known,
        };
        let now = crate::making::at(body.zone(), "2027-03-01T12:00");
        let (standard, _) = expected.split_once(':').unwrap();
        let all = owed(&body.charter, &body.calendars, &subject, &facts, now);
        let told: Vec<String> = all
            .iter()
            .filter(|promise| body.charter.standards[promise.standard].id == standard)
            .map(|promise| body.told(promise))
            .collect();
        let nothing = format!("{standard}: nothing");
        let told = if told.is_empty() { nothing } else { told.join("; ") };
        assert_eq!(told, *expected, "{script:?}");
    }
}

const LETTER: (Channel, Matter, &str) = (Channel::Letter, Matter::Enquiry, "waste");
const EMAIL: (Channel, Matter, &str) = (Channel::Email, Matter::Enquiry, "waste");

#[test]
fn derby_meets_people_on_time_and_acknowledges_where_it_was_asked() {
    const MET: &str = "2026-09-14T10:00 meeting-arranged given=2026-09-21T14:00";
    const RECEIVED: &str = "2026-09-14T10:00 received";
    check(
        DERBY,
        &[
            (
                LETTER,
                &[MET, "2026-09-21T14:00 meeting-started"],
                "meetings-on-time: kept, due 2026-09-21 14:00, ended 2026-09-21 14:00",
            ),
            (
                LETTER,
                &[MET, "2026-09-21T14:00:01 meeting-started"],
                "meetings-on-time: missed, due 2026-09-21 14:00, ended 2026-09-21 14:00:01",
            ),
            (
                LETTER,
                &[MET, "2026-09-21T13:00 withdrawn"],
                "meetings-on-time: ended by customer, due 2026-09-21 14:00, ended 2026-09-21 13:00",
            ),
            (
                LETTER,
                &["known acknowledgement-requested=yes", RECEIVED, "2026-09-15T10:00 acknowledged"],
                "letters-acknowledged: measured, ended 2026-09-15 10:00",
            ),
            (
                LETTER,
                &["known acknowledgement-requested=no", RECEIVED],
                "letters-acknowledged: not counted, outside the promise",
            ),
            (EMAIL, &[RECEIVED], "letters-acknowledged: nothing"),
            (
                (Channel::Fax, Matter::Enquiry, "waste"),
                &[RECEIVED, "2026-09-21T23:59:59 responded"],
                "letters-answered: kept, due 2026-09-21, ended 2026-09-21 23:59:59",
            ),
            (
                (Channel::TextMessage, Matter::Enquiry, "waste"),
                &[RECEIVED, "2026-09-17T00:00 responded"],
                "messages-answered: missed, due 2026-09-16, ended 2026-09-17 00:00",
            ),
            (
                (Channel::TextRelay, Matter::Enquiry, "waste"),
                &["2026-09-14T10:00 call-offered", "2026-09-14T10:00:18 call-answered"],
                "calls-answered: kept, due 2026-09-14 10:00:18, ended 2026-09-14 10:00:18",
            ),
            (
                (Channel::Visit, Matter::Enquiry, "waste"),
                &["2026-09-14T10:00 arrived", "2026-09-14T10:03 greeted", "2026-09-14T10:30 seen"],
                "visitors-greeted: kept, due 2026-09-14 10:03, ended 2026-09-14 10:03",
            ),
            (
                LETTER,
                &["2026-09-14T10:00 need-stated", "2026-09-18T10:00 need-met"],
                "language-needs-met: measured, ended 2026-09-18 10:00",
            ),
        ],
    );
}

#[test]
fn rossendale_gives_notice_answers_praise_and_resolves_emergencies_round_the_clock() {
    const SUGGESTED: &str = "2026-09-14T10:00 received";
    let cancelled = "2026-09-17T23:59:59 appointment-cancelled given=2026-09-21T10:00";
    let by_staff = (Channel::Staff, Matter::Suggestion, "waste");
    check(
        ROSSENDALE,
        &[
            // Monday's appointment: Friday is the working day before.
            (
                LETTER,
                &[cancelled],
                "appointment-notice: kept, due 2026-09-18, ended 2026-09-17 23:59:59",
            ),
            (
                LETTER,
                &["2026-09-19T00:00 appointment-cancelled given=2026-09-21T10:00"],
                "appointment-notice: missed, due 2026-09-18, ended 2026-09-19 00:00",
            ),
            // Without a limit it is kept if it is done before the case is closed.
            (
                by_staff,
                &[SUGGESTED, "2026-12-14T10:00 responded", "2026-12-14T11:00 closed"],
                "staff-suggestions-answered: kept, ended 2026-12-14 10:00",
            ),
            (
                by_staff,
                &[SUGGESTED, "2026-12-14T11:00 closed"],
                "staff-suggestions-answered: missed, ended 2026-12-14 11:00, closed undone",
            ),
            (by_staff, &[SUGGESTED], "feedback-answered: nothing"),
            (
                (Channel::Telephone, Matter::Compliment, "waste"),
                &[SUGGESTED, "2026-09-14T10:05 settled"],
                "feedback-answered: kept, ended 2026-09-14 10:05",
            ),
            (
                (Channel::Telephone, Matter::Enquiry, "waste"),
                &["2026-12-25T02:00 received", "2026-12-25T03:30 settled"],
                "emergencies-resolved: measured, ended 2026-12-25 03:30",
            ),
            (
                (Channel::Telephone, Matter::Enquiry, "waste"),
                &["2026-09-18T10:00 call-back-needed", "2026-09-21T23:59:59 called-back"],
                "called-back-as-needed: kept, due 2026-09-21, ended 2026-09-21 23:59:59",
            ),
            (LETTER, &["2026-09-14T10:00 need-stated"], "language-needs-met: running"),
        ],
    );
}

#[test]
fn customer_first_promises_stage_by_stage_and_gives_its_standards() {
    let planning = (Channel::WebForm, Matter::ServiceRequest, "planning");
    let waste = (Channel::WebForm, Matter::ServiceRequest, "waste");
    const RECEIVED: &str = "2026-09-14T10:00 received";
    check(
        CUSTOMER_FIRST,
        &[
            (
                planning,
                &[
                    "2026-09-14T10:00 stage-entered reason=application-checked",
                    "2026-09-21T23:59:59 stage-finished reason=application-checked",
                ],
                "application-checked: kept, due 2026-09-21, ended 2026-09-21 23:59:59",
            ),
            (
                planning,
                &[
                    "2026-09-21T10:00 stage-entered reason=application-considered",
                    "2026-11-03T00:00 stage-finished reason=application-considered",
                ],
                "application-considered: missed, due 2026-11-02, ended 2026-11-03 00:00",
            ),
            // Another stage's end is not this one's, and another service has not these stages.
            (
                planning,
                &[
                    "2026-09-14T10:00 stage-entered reason=application-decided",
                    "2026-09-15T10:00 stage-finished reason=application-checked",
                ],
                "application-decided: missed, due 2026-09-21",
            ),
            (
                waste,
                &["2026-09-14T10:00 stage-entered reason=application-checked"],
                "application-checked: nothing",
            ),
            (
                waste,
                &[
                    "2026-09-14T10:00 stage-entered reason=bin-return",
                    "2026-09-17T00:00 stage-finished reason=bin-return",
                ],
                "bin-emptied: missed, due 2026-09-16, ended 2026-09-17 00:00",
            ),
            (
                waste,
                &[RECEIVED, "2026-09-14T10:01 standards-given", "2026-09-16T10:00 closed"],
                "standards-given: kept, ended 2026-09-14 10:01",
            ),
            (
                waste,
                &[RECEIVED, "2026-09-16T10:00 closed", "2026-09-16T10:01 standards-given"],
                "standards-given: missed, ended 2026-09-16 10:01, closed undone",
            ),
        ],
    );
}

#[test]
fn telling_of_a_delay_stops_no_clock_and_a_holding_reply_answers_nothing() {
    let told = "2026-09-14T10:00 date-told given=2026-09-18";
    check(
        EXCELLENCE,
        &[
            (
                LETTER,
                &["2026-09-14T10:00 received", told, "2026-09-17T10:00 delay-told"],
                "likely-time-kept: missed, due 2026-09-18",
            ),
            (
                LETTER,
                &["2026-09-14T10:00 received", "2026-09-15T10:00 holding-reply"],
                "first-response: running",
            ),
            (
                LETTER,
                &["2026-09-14T10:00 received", told, "2026-09-18T23:59:59 responded"],
                "information-when-said: kept, due 2026-09-18, ended 2026-09-18 23:59:59",
            ),
        ],
    );
}
