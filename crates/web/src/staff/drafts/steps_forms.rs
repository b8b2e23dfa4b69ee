//! The forms of steps: what each asks, and what it says where an answer is missing.

use rules::drafting::{StepKind, Untold};

/// A question that a step asks in words of its own: the question, its hint, and what to enter.
pub(super) type Words = (&'static str, &'static str, &'static str);

/// The form of a step.
pub(super) struct Form {
    pub(super) kind: StepKind,
    pub(super) title: &'static str,
    pub(super) lead: &'static str,
    pub(super) button: &'static str,
    pub(super) who: Option<Words>,
    pub(super) asks_how: bool,
    pub(super) on: Words,
    pub(super) asks_minute: bool,
    pub(super) words: Option<Words>,
}

const DAY: Words = ("When?", "For example, 27 3 2026", "Enter the date");

/// Every form.
pub(super) const FORMS: [Form; 6] = [
    Form {
        kind: StepKind::Consulted,
        title: "Write down a consultation",
        lead: "One for each group that was asked. What they said is added afterwards, point by point, with what became of it.",
        button: "Write it down",
        who: Some((
            "Who was asked?",
            "For example, tenants' panel, staff of the contact centre, residents who complained last year",
            "Enter who was asked",
        )),
        asks_how: true,
        on: ("When did it end?", DAY.1, DAY.2),
        asks_minute: false,
        words: Some((
            "What came of it, in short? (optional)",
            "It is published with the version",
            "",
        )),
    },
    Form {
        kind: StepKind::EqualityChecked,
        title: "Write down the equality check",
        lead: "Whether the draft treats some people worse than others, and what is done about that.",
        button: "Write it down",
        who: Some(("Who checked?", "A role or a group, not a name", "Enter who checked")),
        asks_how: false,
        on: DAY,
        asks_minute: false,
        words: Some((
            "What was found?",
            "For example, a limit for visits that people who are slow to walk cannot meet",
            "Enter what was found",
        )),
    },
    Form {
        kind: StepKind::Scrutinised,
        title: "Write down the scrutiny",
        lead: "It is about the text as it is now. If the text changes, it is scrutinised again before it is approved.",
        button: "Write it down",
        who: Some((
            "Which body looked into it?",
            "For example, Overview and scrutiny committee",
            "Enter which body looked into it",
        )),
        asks_how: false,
        on: DAY,
        asks_minute: true,
        words: Some(("What did it say?", "", "Enter what it said")),
    },
    Form {
        kind: StepKind::Waived,
        title: "Leave a step out",
        lead: "The reason stands with the draft, and with the version that it becomes.",
        button: "Leave it out",
        who: None,
        asks_how: false,
        on: ("When was that decided?", DAY.1, DAY.2),
        asks_minute: false,
        words: Some(("Why?", "", "Enter why the step is left out")),
    },
    Form {
        kind: StepKind::Approved,
        title: "Write down the approval",
        lead: "A body has decided; here its decision is written down. The text becomes a version of the charter from the day that it set.",
        button: "Write it down and adopt the charter",
        who: Some((
            "Which body approved it?",
            "For example, Cabinet",
            "Enter which body approved it",
        )),
        asks_how: false,
        on: ("When did it decide?", DAY.1, DAY.2),
        asks_minute: true,
        words: None,
    },
    Form {
        kind: StepKind::Withdrawn,
        title: "Withdraw the draft",
        lead: "Nothing changes, and the draft stays to be read.",
        button: "Withdraw the draft",
        who: None,
        asks_how: false,
        on: ("When was that decided?", DAY.1, DAY.2),
        asks_minute: false,
        words: Some(("Why?", "", "Enter why the draft is withdrawn")),
    },
];

impl Form {
    /// Beside which question a missing answer is told, and what to enter.
    pub(super) fn missing(&self, untold: Untold) -> (&'static str, &'static str) {
        let of = |words: Option<Words>| words.map_or("", |(.., missing)| missing);
        match untold {
            Untold::Who => ("who", of(self.who)),
            Untold::How => ("how", "Enter how people were asked"),
            Untold::People => {
                ("people", "Enter how many people answered as a whole number, such as 45")
            }
            Untold::On => ("on", self.on.2),
            Untold::OnIsAhead => (
                "on",
                "The date must be today or in the past: what has not happened yet cannot be written down",
            ),
            Untold::Minute => ("minute", "Enter the minute in which the decision stands"),
            Untold::Words => ("words", of(self.words)),
            Untold::Waives => ("waives", "Select the step that is left out"),
        }
    }
}
