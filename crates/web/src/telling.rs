//! What things are called on pages: channels, matters, outcomes, facts; and when something is due.

use crate::words::Said;
use govuk::{Tag, TagColour};
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};
use rules::calendar::Zone;
use rules::charter::CharterKind;
use rules::clock::{Due, Outcome};
use rules::contacts::{Channel, Matter};
use rules::facts::{Evidence, FactKind};
use words::{Text, dates};

/// How a charter stands to the body, where it is not the body's own, as a tag.
pub(crate) fn charter_kind(said: Said, kind: CharterKind) -> Markup {
    let (colour, words) = match kind {
        CharterKind::Own => return html! {},
        CharterKind::Statutory => (TagColour::Blue, "By law"),
        CharterKind::InReadiness => (TagColour::Yellow, "In readiness"),
        CharterKind::Imported => (TagColour::Grey, "Imported"),
    };
    html! { " " (Tag::coloured(colour, said.english(words))) }
}

/// A channel.
pub(crate) fn channel(said: Said, channel: Channel) -> Text {
    let (english, welsh) = match channel {
        Channel::Telephone => ("Telephone", "Ffôn"),
        Channel::Voicemail => ("Voicemail", "Neges llais"),
        Channel::Visit => ("Visit", "Ymweliad"),
        Channel::Letter => ("Letter", "Llythyr"),
        Channel::Email => ("Email", "E-bost"),
        Channel::WebForm => ("Website form", "Ffurflen ar y wefan"),
        Channel::TextMessage => ("Text message", "Neges destun"),
        Channel::Fax => ("Fax", "Ffacs"),
        Channel::SocialMedia => ("Social media", "Cyfryngau cymdeithasol"),
        Channel::TextRelay => ("Relay UK or textphone", "Relay UK neu ffôn testun"),
        Channel::Webchat => ("Webchat", "Sgwrs ar y we"),
        Channel::App => ("App", "Ap"),
        Channel::Member => ("Councillor", "Cynghorydd"),
        Channel::Staff => ("Staff", "Staff"),
    };
    said.both(english, welsh)
}

/// What a contact is.
pub(crate) fn matter(said: Said, matter: Matter) -> Text {
    let (english, welsh) = match matter {
        Matter::Enquiry => ("Enquiry", "Ymholiad"),
        Matter::ServiceRequest => ("Service request", "Cais am wasanaeth"),
        Matter::Complaint => ("Complaint", "Cwyn"),
        Matter::Compliment => ("Compliment", "Canmoliaeth"),
        Matter::Suggestion => ("Suggestion", "Awgrym"),
        Matter::InformationRequest => ("Freedom of information request", "Cais rhyddid gwybodaeth"),
        Matter::EnvironmentalInformationRequest => {
            ("Environmental information request", "Cais am wybodaeth amgylcheddol")
        }
        Matter::SubjectAccessRequest => ("Request for own data", "Cais am eich data eich hun"),
        Matter::DataProtectionComplaint => {
            ("Complaint about personal data", "Cwyn am ddata personol")
        }
        Matter::HousingComplaint => ("Housing complaint", "Cwyn am dai"),
        Matter::AdultSocialCareComplaint => {
            ("Complaint about adult social care", "Cwyn am ofal cymdeithasol i oedolion")
        }
        Matter::ChildrensSocialCareComplaint => {
            ("Complaint about children\u{2019}s social care", "Cwyn am ofal cymdeithasol i blant")
        }
        Matter::HazardReport => ("Hazard in a home", "Perygl mewn cartref"),
    };
    said.both(english, welsh)
}

/// What became of a promise.
pub(crate) fn outcome(said: Said, outcome: Outcome) -> Markup {
    said.english(match outcome {
        Outcome::Running => "Running",
        Outcome::Kept => "Kept",
        Outcome::Missed => "Missed",
        Outcome::EndedByCustomer => "Ended by the customer",
        Outcome::NotCounted => "Not counted",
        Outcome::NoEvidence => "No evidence",
        Outcome::Measured => "Measured",
    })
}

/// What became of a promise, as a tag. Words carry it; the colour only helps.
pub(crate) fn outcome_tag(said: Said, of: Outcome, is_paused: bool) -> Markup {
    if is_paused && of == Outcome::Running {
        return html! { (Tag::coloured(TagColour::Grey, said.english("Paused"))) };
    }
    let colour = match of {
        Outcome::Running => TagColour::Blue,
        Outcome::Kept => TagColour::Green,
        Outcome::Missed => TagColour::Red,
        Outcome::NoEvidence => TagColour::Orange,
        Outcome::EndedByCustomer | Outcome::NotCounted | Outcome::Measured => TagColour::Grey,
    };
    html! { (Tag::coloured(colour, outcome(said, of))) }
}

/// What happened, in the history of a record.
pub(crate) fn fact(said: Said, kind: FactKind) -> Markup {
    said.english(fact_words(kind))
}

/// The same in English alone, for where markup cannot stand.
pub(crate) fn fact_words(kind: FactKind) -> &'static str {
    FACTS.iter().find(|(of, _)| *of == kind).map_or("", |(_, words)| words)
}

/// What happened, in words, in the order in which charters list it.
const FACTS: &[(FactKind, &str)] = &[
    (FactKind::Received, "Contact received"),
    (FactKind::CallOffered, "Call reached us"),
    (FactKind::CallAnswered, "Call answered"),
    (FactKind::CallAbandoned, "Caller hung up before we answered"),
    (FactKind::MessageLeft, "Message left"),
    (FactKind::CalledBack, "Called back"),
    (FactKind::CallBackNeeded, "Call back promised"),
    (FactKind::Arrived, "Visitor arrived"),
    (FactKind::Greeted, "Visitor greeted"),
    (FactKind::Seen, "Visitor seen"),
    (FactKind::Finished, "Visit dealt with"),
    (FactKind::LeftUnseen, "Visitor left unseen"),
    (FactKind::Settled, "Settled at first contact"),
    (FactKind::NotSettled, "Not settled at first contact"),
    (FactKind::Repeated, "Customer came back about the same matter"),
    (FactKind::ProgressAsked, "Customer asked how it stands"),
    (FactKind::ProgressGiven, "Customer told how it stands"),
    (FactKind::Acknowledged, "Acknowledged"),
    (FactKind::DateTold, "Customer told a date"),
    (FactKind::DoneAsTold, "Done as told"),
    (FactKind::HoldingReply, "Holding reply sent"),
    (FactKind::Responded, "Full response sent"),
    (FactKind::Opened, "Case opened"),
    (FactKind::Closed, "Closed"),
    (FactKind::Reopened, "Opened again"),
    (FactKind::Withdrawn, "Withdrawn by the customer"),
    (FactKind::Assigned, "Given to somebody else"),
    (FactKind::NextStepSet, "Next step set"),
    (FactKind::Paused, "Clock paused"),
    (FactKind::Resumed, "Clock running again"),
    (FactKind::Extended, "Time extended"),
    (FactKind::ExtensionAuthorised, "Longer extension allowed"),
    (FactKind::ExtensionTold, "Customer told of the extension"),
    (FactKind::AppointmentCancelled, "Appointment cancelled by us"),
    (FactKind::ComplaintDefined, "Acknowledged, with what the complaint is about"),
    (FactKind::Resolved, "Agreed what settles it"),
    (FactKind::PanelAsked, "Review panel asked for"),
    (FactKind::PanelHeld, "Review panel held"),
    (FactKind::HazardInvestigated, "Hazard investigated"),
    (FactKind::SummarySent, "Written summary sent"),
    (FactKind::MadeSafe, "Home made safe"),
    (FactKind::WorkBegun, "Further work begun"),
    (FactKind::Escalated, "Taken to the next stage"),
    (FactKind::ConditionAnswered, "Condition found out"),
    (FactKind::StopNotRecorded, "Done, but nobody recorded when"),
    (FactKind::Excluded, "Taken out of the figures"),
    (FactKind::MeetingArranged, "Meeting arranged"),
    (FactKind::MeetingStarted, "Meeting began"),
    (FactKind::NeedStated, "Customer needs a format, a language or an interpreter"),
    (FactKind::NeedMet, "What the customer needs was supplied"),
    (FactKind::StageEntered, "Stage begun"),
    (FactKind::StageFinished, "Stage finished"),
    (FactKind::DelayTold, "Customer told of a delay"),
    (FactKind::StandardsGiven, "Customer given the standards"),
    (FactKind::OwnedUp, "Customer told that we missed a promise"),
    (FactKind::ReportedMissed, "Customer says that we missed a promise"),
    (FactKind::Noted, "Note"),
];

/// How a fact is known.
pub(crate) fn evidence(said: Said, evidence: Evidence) -> Markup {
    said.english(match evidence {
        Evidence::System => "recorded by the system",
        Evidence::Entered => "entered by a person",
        Evidence::EnteredLate => "entered late by a person",
        Evidence::Imported => "imported, not evidenced here",
    })
}

/// A listed reason, as a charter or a command names it: `waiting-for-the-customer`.
pub(crate) fn reason(said: Said, key: &str) -> Markup {
    let words = match key {
        "keyed-wrongly" => "It was keyed wrongly",
        "entered-late" => "It was done then, and entered late",
        "evidence-found" => "Evidence was found",
        "reached-us-earlier" => "It reached us earlier than we knew",
        "reached-us-later" => "It reached us later than we thought",
        "duplicate" => "It is a duplicate",
        "logged-in-error" => "It was logged in error",
        "test" => "It was a test",
        "no-response-owed" => "No response is owed",
        "wrong-or-incomplete" => "Our answer was wrong or incomplete",
        "closed-in-error" => "It was closed in error",
        "spoken" => "Said to them",
        "letter" => "In a letter",
        "email" => "By email",
        "text-message" => "By text message",
        "leaflet" => "With a leaflet",
        "web-page" => "On the page",
        other => return said.english(in_words(other)),
    };
    said.english(words)
}

/// A name of a charter in words: `Waiting for the customer`.
fn in_words(key: &str) -> String {
    let spaced = key.replace('-', " ");
    let mut letters = spaced.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A moment for staff: `Monday 14 September 2026, 10:05`.
pub(crate) fn moment(said: Said, zone: &Zone, at: Timestamp) -> String {
    let on = dates::full(said.language(), zone.date_of(at));
    format!("{on}, {}", dates::clock(without_seconds(zone.time_of(at))))
}

fn without_seconds(time: jiff::civil::Time) -> jiff::civil::Time {
    jiff::civil::Time::new(time.hour(), time.minute(), 0, 0).unwrap_or(time)
}

/// A moment in a list: `14 Sep 2026, 10:05`.
pub(crate) fn short_moment(said: Said, zone: &Zone, at: Timestamp) -> String {
    let on = short_date(said, zone.date_of(at));
    format!("{on}, {}", dates::clock(without_seconds(zone.time_of(at))))
}

/// A date in a list: `14 Sep 2026`.
pub(crate) fn short_date(said: Said, date: Date) -> String {
    let month: String = dates::month_name(said.language(), date.month()).chars().take(3).collect();
    format!("{} {month} {}", date.day(), date.year())
}

/// When something is due, and how that is from today: `14 Sep 2026 (in 3 days)`.
pub(crate) fn due(
    said: Said,
    zone: &Zone,
    (due_at, due_on): (Option<Timestamp>, Option<Date>),
    now: Timestamp,
) -> Markup {
    let Some((at, on)) = due_at.zip(due_on) else { return said.english("No due date") };
    let today = zone.date_of(now);
    let is_date = zone.date_of(at) > on;
    let day = short_date(said, on);
    let day = if is_date { day } else { format!("{day}, {}", dates::clock(zone.time_of(at))) };
    let days = rules::calendar::Day::of(on)
        .zip(rules::calendar::Day::of(today))
        .map_or(0, |(on, today)| on.days_after(today));
    let far = match days {
        0 if at <= now => "earlier today".to_owned(),
        0 => "today".to_owned(),
        1 => "tomorrow".to_owned(),
        -1 => "yesterday".to_owned(),
        days if days > 0 => format!("in {}", words::numbers::of(days, "day", "days")),
        days => format!("{} ago", words::numbers::of(-days, "day", "days")),
    };
    html! { (day) " " span.kept-far { "(" (said.english(far)) ")" } }
}

/// The last date of a due moment: one at the end of a date has its instant at the next midnight.
pub(crate) fn last_date(zone: &Zone, due: Due) -> Option<Date> {
    match due {
        Due::By { date, .. } => Some(date),
        Due::At(at) => Some(zone.date_of(at)),
        Due::Not(_) => None,
    }
}

/// When something is due, for residents: `Friday 9 October 2026`, `9 October 2026 at 4:55pm`.
pub(crate) fn due_for_residents(said: Said, zone: &Zone, at: Timestamp, on: Date) -> String {
    let is_date = zone.date_of(at) > on;
    if is_date {
        dates::full(said.language(), on)
    } else {
        dates::moment(said.language(), zone, at)
    }
}

/// A reference in fours, as it is read out.
pub(crate) fn reference(reference: &str) -> String {
    match rules::references::Reference::read(reference) {
        Ok(reference) => reference.to_string(),
        Err(_) => reference.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_can_happen_has_its_words() {
        for kind in FactKind::ALL {
            assert_ne!(fact_words(*kind), "", "{kind:?}");
        }
        assert_eq!(FACTS.len(), FactKind::ALL.len());
    }
}
