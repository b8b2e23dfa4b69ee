//! Channels and matters: how people reach the body, and what for.

use crate::facts::FactKind;
use jiff::ToSpan;
use jiff::civil::Date;

macro_rules! keyed {
    ($(#[$doc:meta])* $name:ident { $($(#[$item_doc:meta])* $item:ident = $key:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$item_doc])* $item,)* }

        impl $name {
            /// Every one, in the order in which lists show them.
            pub const ALL: &'static [$name] = &[$($name::$item,)*];

            /// The key in charters, tables, addresses and files.
            pub fn key(self) -> &'static str {
                match self { $($name::$item => $key,)* }
            }

            /// The one of a key.
            pub fn named(key: &str) -> Option<$name> {
                match key { $($key => Some($name::$item),)* _ => None }
            }
        }
    };
}

keyed! {
    /// How a contact came. A body switches on those that it offers.
    Channel {
        /// A telephone call.
        Telephone = "telephone",
        /// A message left on a voicemail box.
        Voicemail = "voicemail",
        /// A visit to a counter, a reception or an office.
        Visit = "visit",
        /// A letter.
        Letter = "letter",
        /// An email.
        Email = "email",
        /// A form on the website.
        WebForm = "web-form",
        /// A text message.
        TextMessage = "text-message",
        /// A fax.
        Fax = "fax",
        /// A message on social media.
        SocialMedia = "social-media",
        /// A call through Relay UK or a textphone.
        TextRelay = "text-relay",
        /// A chat on the website.
        Webchat = "webchat",
        /// An app.
        App = "app",
        /// A councillor or another elected member.
        Member = "member",
        /// Seen or raised by staff.
        Staff = "staff",
    }
}

keyed! {
    /// What a contact is.
    Matter {
        /// A question, or anything that is none of the others.
        Enquiry = "enquiry",
        /// A request to provide or improve a service, mend something or look at a decision again.
        ServiceRequest = "service-request",
        /// An expression of dissatisfaction, however made.
        Complaint = "complaint",
        /// Praise.
        Compliment = "compliment",
        /// An idea for something better.
        Suggestion = "suggestion",
        /// A request for recorded information, under freedom of information law.
        InformationRequest = "information-request",
        /// A request for information about the environment.
        EnvironmentalInformationRequest = "environmental-information-request",
        /// Somebody asks what the body holds about them.
        SubjectAccessRequest = "subject-access-request",
        /// A complaint about how personal data was handled.
        DataProtectionComplaint = "data-protection-complaint",
        /// A complaint of a tenant or leaseholder to their landlord.
        HousingComplaint = "housing-complaint",
        /// A complaint about social care for adults.
        AdultSocialCareComplaint = "adult-social-care-complaint",
        /// A complaint about social care for children.
        ChildrensSocialCareComplaint = "childrens-social-care-complaint",
        /// Damp, mould or another hazard in a rented home.
        HazardReport = "hazard-report",
    }
}

impl Matter {
    /// Those that every body has, and that forms offer; the others belong to a law.
    pub const EVERYDAY: [Matter; 5] = [
        Matter::Enquiry,
        Matter::ServiceRequest,
        Matter::Complaint,
        Matter::Compliment,
        Matter::Suggestion,
    ];
}

impl Channel {
    /// Whether the customer waits for an answer there and then.
    pub fn is_live(self) -> bool {
        use Channel as C;
        matches!(self, C::Telephone | C::TextRelay | C::Visit | C::Webchat)
    }

    /// Whether it is written, so that a reply is owed in writing.
    pub fn is_written(self) -> bool {
        use Channel as C;
        matches!(
            self,
            C::Letter | C::Email | C::WebForm | C::TextMessage | C::Fax | C::SocialMedia | C::App
        )
    }
}

/// The channels on which a kind of fact can happen; none if it can on every one.
pub fn channels_of(kind: FactKind) -> Option<&'static [Channel]> {
    use FactKind as F;
    match kind {
        F::CallOffered | F::CallAnswered | F::CallAbandoned => {
            Some(&[Channel::Telephone, Channel::TextRelay])
        }
        F::MessageLeft => Some(&[Channel::Voicemail, Channel::Telephone, Channel::TextRelay]),
        F::Arrived | F::Greeted | F::Seen | F::Finished | F::LeftUnseen => Some(&[Channel::Visit]),
        _ => None,
    }
}

/// The conditions that a standard may name: something that is yes, no or not yet known of a
/// contact.
pub const CONDITIONS: [&str; 5] = [
    CONTACT_DETAILS_LEFT,
    CAN_BE_SETTLED,
    ACKNOWLEDGEMENT_REQUESTED,
    EMERGENCY_HAZARD,
    SIGNIFICANT_HAZARD,
];

/// A message came with a way to call back (a number shown by the line counts).
pub const CONTACT_DETAILS_LEFT: &str = "contact-details-left";

/// What it is about is listed as something that one contact can settle.
pub const CAN_BE_SETTLED: &str = "can-be-settled-at-first-contact";

/// The customer asked for an acknowledgement.
pub const ACKNOWLEDGEMENT_REQUESTED: &str = "acknowledgement-requested";

/// A hazard in a home is an imminent danger.
pub const EMERGENCY_HAZARD: &str = "emergency-hazard";

/// A hazard in a home is a significant risk of harm.
pub const SIGNIFICANT_HAZARD: &str = "significant-hazard";

/// What is wrong with a contact that is being logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LogRefusal {
    /// The channel is not one that the body offers.
    ChannelNotOffered,
    /// No service was chosen, or one that is not there.
    NoService,
    /// What it is about belongs to another service.
    ReasonOfAnotherService,
    /// Nothing says what it is about.
    NoSummary,
    /// What it is about is longer than [`LONGEST_SUMMARY`].
    SummaryTooLong,
    /// It was received after now.
    ReceivedInFuture,
    /// It was received more than [`OLDEST_YEARS`] years ago.
    ReceivedTooLongAgo,
    /// A new customer has no name.
    NoCustomerName,
    /// The customer is not there.
    NoSuchCustomer,
    /// The matter that it is about again is not there.
    NoSuchMatter,
    /// Times of a call or a visit that cannot have followed each other.
    TimesOutOfOrder,
    /// A case without a next step.
    NoNextStep,
    /// A case with neither a team nor a person.
    NobodyAssigned,
    /// A case without a date that the customer is told.
    NoPromisedDate,
    /// The date that the customer is told has passed.
    PromisedDatePassed,
}

/// The longest summary, in characters.
pub const LONGEST_SUMMARY: usize = 200;
/// How many years ago a contact can have been received that is logged by hand.
pub const OLDEST_YEARS: i32 = 2;

/// What is told of the start of a case: what comes next, and by when.
#[derive(Clone, Copy, Debug)]
pub struct CaseStart<'a> {
    /// The next step.
    pub next_step: &'a str,
    /// Whether a team or a person has it.
    pub is_assigned: bool,
    /// The date that the customer is told.
    pub promised_on: Option<Date>,
}

/// Checks what a contact says of itself. A case cannot be parked without next step, owner and
/// date (register: FCR-09).
pub fn check_log(
    summary: &str,
    received_on: Date,
    is_in_future: bool,
    case: Option<CaseStart<'_>>,
    today: Date,
) -> Vec<LogRefusal> {
    let mut wrong = Vec::new();
    if is_in_future {
        wrong.push(LogRefusal::ReceivedInFuture);
    }
    if today.checked_sub(OLDEST_YEARS.years()).is_ok_and(|oldest| received_on < oldest) {
        wrong.push(LogRefusal::ReceivedTooLongAgo);
    }
    if summary.trim().is_empty() {
        wrong.push(LogRefusal::NoSummary);
    }
    if summary.chars().count() > LONGEST_SUMMARY {
        wrong.push(LogRefusal::SummaryTooLong);
    }
    if let Some(case) = case {
        if case.next_step.trim().is_empty() {
            wrong.push(LogRefusal::NoNextStep);
        }
        if !case.is_assigned {
            wrong.push(LogRefusal::NobodyAssigned);
        }
        match case.promised_on {
            None => wrong.push(LogRefusal::NoPromisedDate),
            Some(date) if date < today => wrong.push(LogRefusal::PromisedDatePassed),
            Some(_) => {}
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_and_matters_are_found_by_their_keys() {
        for channel in Channel::ALL {
            assert_eq!(Channel::named(channel.key()), Some(*channel));
        }
        for matter in Matter::ALL {
            assert_eq!(Matter::named(matter.key()), Some(*matter));
        }
        assert_eq!(Channel::named("phone"), None);
    }

    #[test]
    fn a_case_cannot_be_parked_without_next_step_owner_and_date() {
        let today = jiff::civil::date(2026, 9, 14);
        let case =
            |next_step, is_assigned, promised_on| CaseStart { next_step, is_assigned, promised_on };
        let check = |case| check_log("Missed bin", today, false, Some(case), today);
        assert_eq!(check(case("Visit", true, Some(today))), []);
        assert_eq!(
            check(case(" ", false, None)),
            [LogRefusal::NoNextStep, LogRefusal::NobodyAssigned, LogRefusal::NoPromisedDate]
        );
        let yesterday = today.yesterday().unwrap();
        assert_eq!(check(case("Visit", true, Some(yesterday))), [LogRefusal::PromisedDatePassed]);
    }

    #[test]
    fn a_contact_says_what_it_is_about_and_has_been_received() {
        let today = jiff::civil::date(2026, 9, 14);
        assert_eq!(
            check_log("", today, true, None, today),
            [LogRefusal::ReceivedInFuture, LogRefusal::NoSummary]
        );
        let long = "x".repeat(LONGEST_SUMMARY + 1);
        let old = jiff::civil::date(2023, 12, 31);
        assert_eq!(
            check_log(&long, old, false, None, today),
            [LogRefusal::ReceivedTooLongAgo, LogRefusal::SummaryTooLong]
        );
    }
}
