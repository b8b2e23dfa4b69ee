//! The life of a draft charter: what may happen to it, what each step must say, and what must
//! have happened before it is approved.

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
    /// The step that meets it.
    pub fn step(self) -> StepKind {
        match self {
            Need::Consultation => StepKind::Consulted,
            Need::EqualityCheck => StepKind::EqualityChecked,
            Need::Scrutiny => StepKind::Scrutinised,
        }
    }
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

/// What is missing before a draft with these steps is approved.
///
/// A consultation on an earlier text counts: what people said is why it was changed. A scrutiny
/// does not, and no reason for leaving it out helps then: members looked into something else than
/// what would be approved.
pub fn missing(steps: &[Taken]) -> Vec<Missing> {
    let mut missing = Vec::new();
    for need in Need::ALL {
        let done = || steps.iter().filter(|step| step.kind == need.step());
        let is_waived = steps.iter().any(|step| step.waives == Some(*need));
        if done().next().is_none() {
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
            assert_eq!(missing(&taken(steps)), wanted, "{steps}");
        }
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
