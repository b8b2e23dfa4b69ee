//! The life of a draft charter: what may happen to it, what each step must say, and what must
//! have happened before it is approved.

use crate::calendar::Day;
use crate::charter::{Charter, Section, SectionKind};
use crate::clock::{Clock, Pauses, Policy, Term, due};
use jiff::civil::Date;

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $value:ident = $key:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$of])* $value,)* }

        impl $name {
            /// Every one.
            pub const ALL: &'static [$name] = &[$($name::$value,)*];

            /// The name in tables and addresses.
            pub fn key(self) -> &'static str {
                match self { $($name::$value => $key,)* }
            }

            /// The one of a name.
            pub fn named(key: &str) -> Option<$name> {
                match key { $($key => Some($name::$value),)* _ => None }
            }
        }
    };
}

named! {
    /// What happens to a draft after it was made.
    StepKind {
        /// People were asked what they think of it.
        Consulted = "consulted",
        /// It was looked at whether it treats people fairly.
        EqualityChecked = "equality-checked",
        /// Members who do not decide looked into it.
        Scrutinised = "scrutinised",
        /// A step was left out, for a reason that shows.
        Waived = "waived",
        /// It was approved to be measured first, and promised to nobody.
        InReadiness = "in-readiness",
        /// It was approved, to be in force.
        Approved = "approved",
        /// It was given up.
        Withdrawn = "withdrawn",
    }
}

named! {
    /// What must have happened before a draft is approved.
    Need {
        /// People were asked.
        Consultation = "consultation",
        /// Fairness was looked at.
        EqualityCheck = "equality-check",
        /// Members looked into it.
        Scrutiny = "scrutiny",
        /// Every section with standards has its line of commitment, and says how it is monitored.
        Wording = "wording",
        /// Nothing clashes gravely: with the law, or within the charter.
        Clashes = "clashes",
        /// What is proposed could have been kept in the last twelve months.
        Feasibility = "feasibility",
    }
}

named! {
    /// What became of something that people said when they were consulted.
    Answer {
        /// The draft says so now.
        Accepted = "accepted",
        /// A part of it.
        Partly = "partly",
        /// It does not.
        NotAccepted = "not-accepted",
    }
}

impl Need {
    /// The step that meets it; none if the text itself does.
    pub fn step(self) -> Option<StepKind> {
        match self {
            Need::Consultation => Some(StepKind::Consulted),
            Need::EqualityCheck => Some(StepKind::EqualityChecked),
            Need::Scrutiny => Some(StepKind::Scrutinised),
            Need::Wording | Need::Clashes | Need::Feasibility => None,
        }
    }
}

/// Something that a section of the body's own charter lacks, by the section's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Its line of commitment.
    Words(String),
    /// How what it promises is monitored.
    Monitoring(String),
}

/// What sections with standards lack. A pack of statute has nothing of its own to say.
pub fn gaps(charter: &Charter) -> Vec<Gap> {
    if charter.statutory {
        return Vec::new();
    }
    let holds_standards = |section: &&Section| {
        section.kind == SectionKind::Standards && charter.standards_in(&section.id).next().is_some()
    };
    let mut gaps = Vec::new();
    for section in charter.sections.iter().filter(holds_standards) {
        if section.words.is_none() {
            gaps.push(Gap::Words(section.id.clone()));
        }
        if section.monitoring.is_empty() {
            gaps.push(Gap::Monitoring(section.id.clone()));
        }
    }
    gaps
}

/// The last day by which a charter in force from a day on is due for review, as it says itself.
pub fn review_due(charter: &Charter, from: Date) -> Option<Date> {
    let clock = Clock::new(Term::Limit(charter.review?), Policy::default()).ok()?;
    let calendar = charter.calendar.clone().compile().ok()?;
    let start = calendar.zone().start_of(Day::of(from)?);
    due(&clock, &calendar, start, &Pauses::default(), &[]).date(&calendar)
}

/// A step as far as approval asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What happened.
    pub kind: StepKind,
    /// What is done without, if that is what it says.
    pub waives: Option<Need>,
    /// Whether it was about the text as it is now.
    pub is_of_this_text: bool,
}

/// What is missing before approval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// It has not happened, and nobody said why it is left out.
    NotDone(Need),
    /// The text was changed after it was scrutinised.
    ChangedSinceScrutiny,
}

/// What is missing before a draft with these steps, whose text does not meet some needs by itself,
/// is approved.
///
/// A consultation on an earlier text counts: what people said is why it was changed. A scrutiny
/// does not, and no reason for leaving it out helps then: members looked into something else than
/// what would be approved.
pub fn missing(steps: &[Taken], unmet: &[Need]) -> Vec<Missing> {
    let mut missing = Vec::new();
    for need in Need::ALL {
        let done = || steps.iter().filter(|step| Some(step.kind) == need.step());
        let is_waived = steps.iter().any(|step| {
            // A reason why a clash is left is none for the clashes of a later text.
            let holds = need.step().is_some() || step.is_of_this_text;
            step.kind == StepKind::Waived && step.waives == Some(*need) && holds
        });
        let is_met = match need.step() {
            Some(_) => done().next().is_some(),
            None => !unmet.contains(need),
        };
        if !is_met {
            if !is_waived {
                missing.push(Missing::NotDone(*need));
            }
        } else if *need == Need::Scrutiny && !done().any(|step| step.is_of_this_text) {
            missing.push(Missing::ChangedSinceScrutiny);
        }
    }
    missing
}

/// What is written down of a step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// When it was: not after today.
    pub on: Option<Date>,
    /// Who was asked, who checked, which body looked or decided.
    pub who: String,
    /// How people were asked.
    pub how: String,
    /// How many answered.
    pub people: Option<i64>,
    /// The minute in which it stands.
    pub minute: String,
    /// What came of it, or why.
    pub words: String,
    /// What is done without.
    pub waives: Option<Need>,
}

/// What a step lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untold {
    /// The date.
    On,
    /// A date that lies ahead: what has not happened cannot be written down.
    OnIsAhead,
    /// Who.
    Who,
    /// How.
    How,
    /// How many is less than nobody.
    People,
    /// The minute.
    Minute,
    /// What came of it, or why.
    Words,
    /// What is done without.
    Waives,
}

/// What is missing from a step, in the order of its form.
pub fn untold(kind: StepKind, told: &Told, today: Date) -> Vec<Untold> {
    use StepKind as K;
    let is_empty = |text: &str| text.trim().is_empty();
    let asks_who = !matches!(kind, K::Waived | K::Withdrawn);
    let asks_minute = matches!(kind, K::Scrutinised | K::Approved | K::InReadiness);
    let asks_words = matches!(kind, K::EqualityChecked | K::Scrutinised | K::Waived | K::Withdrawn);
    [
        (kind == K::Waived && told.waives.is_none(), Untold::Waives),
        (asks_who && is_empty(&told.who), Untold::Who),
        (kind == K::Consulted && is_empty(&told.how), Untold::How),
        (told.people.is_some_and(|people| people < 0), Untold::People),
        (told.on.is_none(), Untold::On),
        (told.on.is_some_and(|on| on > today), Untold::OnIsAhead),
        (asks_minute && is_empty(&told.minute), Untold::Minute),
        (asks_words && is_empty(&told.words), Untold::Words),
    ]
    .into_iter()
    .filter_map(|(is_missing, what)| is_missing.then_some(what))
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn taken(text: &str) -> Vec<Taken> {
        let step = |word: &str| {
            let (word, is_of_this_text) = match word.strip_suffix("(old)") {
                Some(word) => (word, false),
                None => (word, true),
            };
            let waives = word.strip_prefix("without-").map(|need| Need::named(need).unwrap());
            let kind = match waives {
                Some(_) => StepKind::Waived,
                None => StepKind::named(word).unwrap(),
            };
            Taken { kind, waives, is_of_this_text }
        };
        text.split_whitespace().map(step).collect()
    }

    #[test]
    fn before_approval_people_were_asked_fairness_was_checked_and_members_looked_at_this_text() {
        use Missing::{ChangedSinceScrutiny, NotDone};
        use Need::{Consultation, EqualityCheck, Scrutiny};
        for (steps, wanted) in [
            ("", vec![NotDone(Consultation), NotDone(EqualityCheck), NotDone(Scrutiny)]),
            ("consulted equality-checked scrutinised", vec![]),
            ("consulted(old) equality-checked(old) scrutinised", vec![]),
            ("consulted equality-checked scrutinised(old)", vec![ChangedSinceScrutiny]),
            ("consulted equality-checked scrutinised(old) scrutinised", vec![]),
            ("consulted equality-checked", vec![NotDone(Scrutiny)]),
            ("without-consultation without-equality-check without-scrutiny", vec![]),
            ("without-consultation equality-checked scrutinised", vec![]),
            // A reason given beforehand is none for approving what members have not seen.
            (
                "without-consultation without-equality-check without-scrutiny scrutinised(old)",
                vec![ChangedSinceScrutiny],
            ),
        ] {
            assert_eq!(missing(&taken(steps), &[]), wanted, "{steps}");
        }
    }

    #[test]
    fn sections_with_standards_say_what_is_promised_and_how_it_is_monitored() {
        let lacks = [Missing::NotDone(Need::Wording)];
        let rest = "consulted equality-checked scrutinised";
        assert_eq!(missing(&taken(rest), &[Need::Wording]), lacks);
        assert_eq!(missing(&taken(&format!("{rest} without-wording")), &[Need::Wording]), []);
        let before = format!("{rest} without-wording(old)");
        assert_eq!(missing(&taken(&before), &[Need::Wording]), lacks, "of an earlier text");
        let charter = |section: &str, statutory: bool| {
            let text = format!(
                "[charter]\nid = \"a\"\ntitle = \"A\"\nbody = \"B\"\nstatutory = {statutory}\n\
                 [calendar]\nnation = \"scotland\"\nhours = \"Mo-Fr 09:00-17:00\"\n\
                 [[section]]\nid = \"calls\"\ntitle = \"Calls\"\n{section}\n\
                 [[section]]\nid = \"empty\"\ntitle = \"Nothing yet\"\n\
                 [[commitment]]\nid = \"c\"\nnumber = 1\nsection = \"calls\"\nwords = \"W\"\n\
                 [[standard]]\nid = \"a-s\"\ncommitment = \"c\"\ntitle = \"T\"\nwords = \"W\"\n\
                 kind = \"advertised-only\"\nnot_measured_because = \"It cannot be.\"\n"
            );
            crate::charter::read(&text).unwrap()
        };
        let (words, monitoring) = (Gap::Words("calls".into()), Gap::Monitoring("calls".into()));
        assert_eq!(gaps(&charter("", false)), [words, monitoring.clone()]);
        assert_eq!(gaps(&charter("words = \"We answer.\"", false)), [monitoring]);
        let whole = "words = \"We answer.\"\nmonitoring = [\"Monthly figures.\"]";
        assert_eq!(gaps(&charter(whole, false)), []);
        assert_eq!(gaps(&charter("", true)), []);
    }

    #[test]
    fn a_charter_is_due_for_review_as_it_says() {
        let text = "[charter]\nid = \"a\"\ntitle = \"A\"\nbody = \"B\"\nreview = \"LIMIT\"\n\
                    [calendar]\nnation = \"scotland\"\nhours = \"Mo-Fr 09:00-17:00\"\n\
                    [[standard]]\nid = \"s\"\ntitle = \"T\"\nwords = \"W\"\n\
                    kind = \"advertised-only\"\nnot_measured_because = \"It cannot be.\"\n";
        for (limit, from, wanted) in [
            ("12 months", date(2026, 4, 1), date(2027, 4, 1)),
            ("6 months", date(2026, 8, 31), date(2027, 2, 28)),
            ("52 weeks", date(2026, 4, 1), date(2027, 3, 31)),
        ] {
            let charter = crate::charter::read(&text.replace("LIMIT", limit)).unwrap();
            assert_eq!(review_due(&charter, from), Some(wanted), "{limit}");
        }
        let never = text.replace("review = \"LIMIT\"\n", "");
        assert_eq!(review_due(&crate::charter::read(&never).unwrap(), date(2026, 4, 1)), None);
    }

    #[test]
    fn each_step_says_what_people_will_ask_about_it_later() {
        use StepKind as K;
        let today = date(2026, 9, 14);
        let whole = Told {
            on: Some(today),
            who: "Tenants' panel".into(),
            how: "A meeting".into(),
            people: Some(12),
            minute: "Minute 4".into(),
            words: "No effect on anybody".into(),
            waives: Some(Need::Scrutiny),
        };
        for kind in K::ALL {
            assert_eq!(untold(*kind, &whole, today), [], "{kind:?}");
        }
        let nothing = Told::default();
        for (kind, wanted) in [
            (K::Consulted, vec![Untold::Who, Untold::How, Untold::On]),
            (K::EqualityChecked, vec![Untold::Who, Untold::On, Untold::Words]),
            (K::Scrutinised, vec![Untold::Who, Untold::On, Untold::Minute, Untold::Words]),
            (K::Waived, vec![Untold::Waives, Untold::On, Untold::Words]),
            (K::Approved, vec![Untold::Who, Untold::On, Untold::Minute]),
            (K::Withdrawn, vec![Untold::On, Untold::Words]),
        ] {
            assert_eq!(untold(kind, &nothing, today), wanted, "{kind:?}");
        }
        let tomorrow = Told { on: Some(date(2026, 9, 15)), people: Some(-1), ..whole };
        assert_eq!(untold(K::Consulted, &tomorrow, today), [Untold::People, Untold::OnIsAhead]);
    }
}
