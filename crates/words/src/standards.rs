//! A standard's rule in words, for those whom it promises something.

use crate::dates;
use crate::text::{Language, Text};
use rules::charter::{Better, Kind, Method, Origin, Per, Standard, StandardCalendar, TrendWay};
use rules::clock::{Cap, DayOne, LateReceipt, Limit};
use rules::facts::FactKind;

/// The rule of a standard, a sentence each.
pub fn rule(language: Language, standard: &Standard) -> Vec<Text> {
    let mut told = match standard.kind {
        Kind::InTime => in_time(standard),
        Kind::ByDate => {
            vec!["It is kept if it is done by the date that you were told.".to_owned()]
        }
        Kind::Share => share(standard),
        Kind::Notice => standard
            .limit
            .map(|limit| format!("You hear of it at least {limit} before."))
            .into_iter()
            .collect(),
        Kind::AdvertisedOnly => vec!["It is promised and not measured.".to_owned()],
        _ => by_readings(language, standard),
    };
    if standard.kind.is_of_time() && standard.kind != Kind::Milestone {
        told.extend(courses(standard));
    }
    if let Some(condition) = &standard.condition {
        told.push(format!("It is owed only if {}.", holding(&condition.key)));
    }
    told.into_iter().map(|sentence| language.english(sentence)).collect()
}

fn in_time(standard: &Standard) -> Vec<String> {
    let starts = match &standard.after {
        Some(_) => "when the step before it is done".to_owned(),
        None => format!("when {}", happening(standard.starts)),
    };
    let stops = either(&standard.stops);
    let mut told = vec![format!("The clock starts {starts}, and stops when {stops}.")];
    match standard.limit {
        Some(limit) => {
            told.push(format!("It must stop within {limit}."));
            if limit.unit.counts_days() {
                told.push(day_one(standard.policy.day_one).to_owned());
                if standard.policy.late_receipt == LateReceipt::NextWorkingDay {
                    told.push("What comes after we close counts from the next day.".to_owned());
                }
            }
        }
        None => told.push("How long it takes is measured; there is no limit.".to_owned()),
    }
    told.extend(calendar(standard.calendar).map(str::to_owned));
    told
}

fn day_one(day_one: DayOne) -> &'static str {
    match day_one {
        DayOne::AfterReceipt => "The day on which it starts is not counted.",
        DayOne::Receipt => "The day on which it starts is day 1.",
        DayOne::Rolled => {
            "The day on which it starts is not counted; if we are closed that day, nor is the next \
             day on which we are open."
        }
    }
}

fn calendar(calendar: StandardCalendar) -> Option<&'static str> {
    match calendar {
        StandardCalendar::Body => None,
        StandardCalendar::Place => Some("The hours of the place that you come to count."),
        StandardCalendar::Statutory(_) => {
            Some("Working days are Monday to Friday without bank holidays, whatever our hours.")
        }
        StandardCalendar::RoundTheClock => Some("Every hour of every day counts."),
    }
}

fn share(standard: &Standard) -> Vec<String> {
    let mut told = vec![format!("It counts as kept when {}.", either(&standard.stops))];
    if !standard.fails.is_empty() {
        told.push(format!("It counts as missed when {}.", either(&standard.fails)));
    }
    if let Some(window) = standard.window {
        told.push(format!("What happens within {window} can still change it."));
    }
    told
}

fn by_readings(language: Language, standard: &Standard) -> Vec<String> {
    let each = standard.per.map(|per| format!("each {}", per_words(per)));
    let each = each.as_deref().unwrap_or("each period");
    let counts = standard.counts.as_deref().unwrap_or("how many there are");
    match standard.kind {
        Kind::Score => {
            let asked = standard.question.as_ref().map(|question| format!("We ask: {question}"));
            let base = standard.of.as_ref();
            let share = base.map(|of| format!("We count {counts} of all {of} in {each}."));
            asked.into_iter().chain(share).collect()
        }
        Kind::Count => vec![format!("We count {counts} in {each}.")],
        Kind::KeptDuty => vec![format!("It is owed once in {each}.")],
        Kind::Supplied => {
            let of = standard.of.as_ref().map_or(String::new(), |of| format!(", of all {of}"));
            vec![format!("The figure is given for {each}: {counts}{of}.")]
        }
        Kind::Trend => {
            let way = match standard.trend {
                Some(TrendWay::Rises) => "rise",
                _ => "fall",
            };
            let per = standard.per.map_or("period", per_words);
            vec![format!("The number of {counts} is to {way} from one {per} to the next.")]
        }
        Kind::Milestone => standard
            .by
            .map(|by| format!("It is to be reached by {}.", dates::date(language, by)))
            .into_iter()
            .collect(),
        Kind::Demonstrated => {
            let evidence = standard.evidence.as_deref().unwrap_or("it").trim_end_matches('.');
            let mut told = vec![format!("It is kept while there is evidence: {evidence}.")];
            let expires = standard.expires;
            told.extend(expires.map(|limit: Limit| format!("Evidence counts for {limit}.")));
            told
        }
        _ => Vec::new(),
    }
}

/// What may happen to a clock on its way.
fn courses(standard: &Standard) -> Vec<String> {
    let listed = |keys: &[String]| {
        let spaced: Vec<String> = keys.iter().map(|key| spaced(key)).collect();
        (!keys.is_empty()).then(|| spaced.join(", "))
    };
    let mut told = Vec::new();
    told.extend(listed(&standard.pauses).map(|why| format!("The clock stands still for: {why}.")));
    told.extend(
        listed(&standard.restarts)
            .map(|why| format!("It starts afresh when what we asked for has come: {why}.")),
    );
    told.extend(
        listed(&standard.waits_for)
            .map(|why| format!("It starts only when what is needed has come: {why}.")),
    );
    told.extend(standard.extension.map(|cap| match cap {
        Cap::UpTo(limit) => format!("It may be extended by {limit} at most."),
        Cap::Any => "It may be extended if the matter needs it.".to_owned(),
    }));
    if standard.extension.is_some() && standard.extension_needs_notice {
        told.push("An extension counts only if you were told in time.".to_owned());
    }
    told
}

/// A period in words: `half-year` as `half year`.
pub fn per_words(per: Per) -> &'static str {
    match per {
        Per::WorkingDay => "working day",
        Per::Week => "week",
        Per::Month => "month",
        Per::Quarter => "quarter",
        Per::HalfYear => "half year",
        Per::Year => "year",
    }
}

/// How a standard is judged, in words.
pub fn method(language: Language, method: Method) -> Text {
    language.english(match method {
        Method::Clock => "By the clock, from what is recorded",
        Method::Record => "By a yes or no that is recorded",
        Method::Survey => "By asking customers",
        Method::Observed => "By mystery shoppers and observation",
        Method::Reported => "By what customers report to us",
        Method::Supplied => "By a figure that somebody else gives",
    })
}

/// Who set a standard, in words.
pub fn origin(language: Language, origin: Origin) -> Text {
    language.english(match origin {
        Origin::Local => "We set it ourselves",
        Origin::National => "It is set nationally",
        Origin::Statutory => "It is set by law or by a regulator",
    })
}

/// Which way is better, in words.
pub fn better(language: Language, better: Better) -> Text {
    language.english(match better {
        Better::More => "More is better",
        Better::Less => "Less is better",
    })
}

fn either(kinds: &[FactKind]) -> String {
    let told: Vec<String> = kinds.iter().map(|kind| happening(*kind)).collect();
    if told.is_empty() { "it is done".to_owned() } else { told.join(", or ") }
}

fn spaced(key: &str) -> String {
    key.replace('-', " ")
}

/// A condition, as a customer would say it.
fn holding(key: &str) -> String {
    let words = match key {
        "contact-details-left" => "you say how to reach you",
        "can-be-settled-at-first-contact" => "it is something that can be settled there and then",
        "acknowledgement-requested" => "you ask us to say that we have it",
        "emergency-hazard" => "the hazard is an emergency",
        "significant-hazard" => "the hazard is significant",
        other => return format!("this holds: {}", spaced(other)),
    };
    words.to_owned()
}

/// What happens, as a customer would say it.
fn happening(kind: FactKind) -> String {
    use FactKind as F;
    let words = match kind {
        F::Received => "we receive it",
        F::CallOffered => "your call reaches us",
        F::CallAnswered => "a person answers",
        F::CallAbandoned => "you hang up",
        F::MessageLeft => "you leave a message",
        F::CalledBack => "we ring you back",
        F::CallBackNeeded => "we promise to ring you back",
        F::Arrived => "you arrive",
        F::Greeted => "somebody greets you",
        F::Seen => "you are seen",
        F::Finished => "your visit is dealt with",
        F::LeftUnseen => "you leave unseen",
        F::Settled => "we settle it there and then",
        F::NotSettled => "we cannot settle it there and then",
        F::Repeated => "you have to come back about it",
        F::ProgressAsked => "you ask how it stands",
        F::ProgressGiven => "we tell you how it stands",
        F::Acknowledged => "we tell you that we have it",
        F::DateTold => "we tell you a date",
        F::DoneAsTold => "it is done as we told you",
        F::HoldingReply => "we tell you that it takes longer",
        F::Responded => "we answer in full",
        F::Closed => "nothing is left to do",
        F::Withdrawn => "you withdraw it",
        F::ComplaintDefined => "we tell you what we understand your complaint to be",
        F::Resolved => "we agree with you what settles it",
        F::PanelAsked => "you ask for a review panel",
        F::PanelHeld => "the review panel meets",
        F::AppointmentCancelled => "we cancel an appointment",
        F::HazardInvestigated => "we have looked into the hazard",
        F::SummarySent => "you have a written summary",
        F::MadeSafe => "your home is safe",
        F::WorkBegun => "the work begins",
        F::Opened => "a case is opened",
        F::Escalated => "you disagree with our answer",
        F::MeetingArranged => "a meeting is arranged",
        F::MeetingStarted => "the meeting begins",
        F::NeedStated => "you tell us what you need",
        F::NeedMet => "you have what you need",
        F::StageEntered => "the stage begins",
        F::StageFinished => "the stage is finished",
        other => return format!("this happens: {}", spaced(other.key())),
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(rule: &str) -> String {
        let text = format!(
            "[charter]\nid = \"town\"\ntitle = \"Charter\"\nbody = \"Town\"\n[calendar]\nnation = \
             \"england-and-wales\"\nhours = \"Mo-Fr 09:00-17:00\"\n[[standard]]\nid = \"one\"\ntitle = \
             \"One\"\nwords = \"We do it.\"\n{}\n",
            rule.replace("; ", "\n")
        );
        let charter = rules::charter::read(&text);
        let charter = charter.unwrap_or_else(|problems| panic!("{rule}: {problems:?}"));
        let sentences = rule_of(&charter.standards[0]);
        sentences.join(" ")
    }

    fn rule_of(standard: &Standard) -> Vec<String> {
        rule(Language::English, standard).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_rule_is_told_as_a_customer_would_say_it() {
        for (rule, words) in [
            (
                r#"kind = "in-time"; starts = "received"; stops = ["responded", "settled"]; limit = "10 working days""#,
                "The clock starts when we receive it, and stops when we answer in full, or we settle \
                 it there and then. It must stop within 10 working days. The day on which it starts is \
                 not counted.",
            ),
            (
                r#"kind = "in-time"; channels = ["telephone"]; starts = "call-offered"; stops = ["call-answered"]; limit = "20 seconds""#,
                "The clock starts when your call reaches us, and stops when a person answers. It must \
                 stop within 20 seconds.",
            ),
            (
                r#"kind = "count"; per = "year"; counts = "newsletters"; target = "at least 3"; methods = ["supplied"]"#,
                "We count newsletters in each year.",
            ),
            (
                r#"kind = "trend"; per = "year"; counts = "complaints"; trend = "falls"; methods = ["supplied"]"#,
                "The number of complaints is to fall from one year to the next.",
            ),
            (
                r#"kind = "advertised-only"; not_measured_because = "Manners""#,
                "It is promised and not measured.",
            ),
        ] {
            assert_eq!(told(rule), words);
        }
    }
}
