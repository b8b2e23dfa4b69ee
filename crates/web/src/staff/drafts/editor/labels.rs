//! What is asked of whoever edits a charter: a question and a hint for every key, in words for
//! somebody who has never seen the file.

/// What is asked for a key of a table, and the hint below it.
pub(super) fn label(table: &str, key: &str) -> (&'static str, &'static str) {
    let own = OF_TABLES.iter().find(|(known, name, ..)| *known == table && *name == key);
    if let Some((_, _, label, hint)) = own {
        return (label, hint);
    }
    let of_all = OF_ALL.iter().find(|(name, ..)| *name == key);
    of_all.map_or(("", ""), |(_, label, hint)| (label, hint))
}

/// Keys that mean something else in one table than elsewhere.
const OF_TABLES: &[(&str, &str, &str, &str)] = &[
    ("charter", "id", "Short name of the charter", "Small letters, digits and hyphens"),
    ("charter", "title", "What is the charter called?", ""),
    (
        "foreword",
        "by",
        "Who signs it?",
        "A role, such as Leader of the council; no names of people",
    ),
    ("foreword", "words", "Words of the foreword", "Leave a line empty between paragraphs"),
    ("section", "title", "Heading of the section", ""),
    (
        "section",
        "words",
        "What is promised here, in one line? (optional)",
        "It stands below the heading",
    ),
    ("section", "kind", "What is the section for?", ""),
    ("commitment", "words", "What do you promise?", "The public words, as they are printed"),
    (
        "standard",
        "section",
        "Which section does it stand in? (optional)",
        "Only where that is another one than its commitment\u{2019}s",
    ),
    ("service", "id", "Short name of the service", "As your organisation has it, such as waste"),
    ("service", "title", "What is the service called?", ""),
    ("service", "words", "What does it do for people? (optional)", ""),
    ("stage", "service", "Which service?", ""),
    ("stage", "title", "What is the stage called?", "For example, Apply, We assess, We decide"),
    ("stage", "words", "What happens at this stage? (optional)", ""),
    (
        "opt_out",
        "service",
        "Which service does not owe the standard?",
        "Its short name, such as waste",
    ),
    ("translation", "english", "Which words of the charter?", "Exactly as the charter says them"),
    (
        "translation",
        "welsh",
        "What are they in Welsh?",
        "If the English changes, the Welsh is left out until it is translated anew",
    ),
    ("opt_out", "because", "Why does it not?", "It is published"),
];

/// Every other key.
const OF_ALL: &[(&str, &str, &str)] = &[
    (
        "id",
        "Short name",
        "Small letters, digits and hyphens. It stands in addresses and figures for good: with another one it counts as something else",
    ),
    ("title", "Short title", "As it stands in lists and figures"),
    ("words", "What is promised?", "Words that an adviser can read out"),
    ("body", "Whose charter is it?", ""),
    ("aim", "Headline aim (optional)", ""),
    ("vision", "Vision (optional)", "Where you want to be"),
    ("good_service", "What is good service? (optional)", "For staff"),
    (
        "apology",
        "Words with which you own up to a miss (optional)",
        "{promise} stands for what was promised, {due} for when it was due",
    ),
    (
        "review",
        "How long after it comes into force is it reviewed? (optional)",
        "For example, 12 months",
    ),
    ("statutory", "It is a pack of rules that the law sets", ""),
    ("zone", "Time zone", "For example, Europe/London"),
    ("nation", "Whose bank holidays count?", ""),
    ("hours", "Hours of an ordinary week", "For example, Mo-Fr 09:00-17:00; Sa 10:00-12:00"),
    (
        "closed",
        "Further days on which you are closed (optional)",
        "One a line, such as 2026-12-24 or 2026-12-24: Staff day",
    ),
    ("open", "Further openings (optional)", "One a line, such as 2026-12-19 10:00-14:00"),
    ("known_until", "Last year whose closed days are known (optional)", "For example, 2028"),
    ("number", "Number in the printed charter", ""),
    ("section", "Which section does it stand in?", ""),
    ("parent", "Which section is it a part of? (optional)", ""),
    ("text", "Paragraphs (optional)", "Leave a line empty between paragraphs"),
    ("items", "List (optional)", "One point a line"),
    (
        "monitoring",
        "How do you monitor what is promised here? (optional)",
        "One point a line. A section with standards needs this before approval",
    ),
    ("service", "Which service?", ""),
    ("standard", "Which standard?", ""),
    ("commitment", "Which commitment is it behind? (optional)", ""),
    ("owner", "Who answers for it? (optional)", "A role, such as Head of customer services"),
    (
        "kind",
        "What does it promise?",
        "Another answer asks other questions: save, or press Show the questions of this kind below",
    ),
    ("channels", "Which channels?", "None chosen: all of them"),
    ("matters", "Which kinds of contact?", "None chosen: all of them"),
    ("services", "Which services? (optional)", "Short names, one a line. None: all of them"),
    (
        "about",
        "Which reasons for contact? (optional)",
        "Short names, one a line. None: all of them",
    ),
    ("stage", "Which stage of a service? (optional)", ""),
    (
        "over",
        "Which standard of the whole body does it go beyond, or fall short of? (optional)",
        "For a standard of some services only",
    ),
    (
        "because",
        "Why is it looser? (optional)",
        "Only where it falls short of the standard of the whole body. It is published",
    ),
    ("approved", "Who approved that?", "Body, date and minute"),
    ("starts", "What starts the clock?", ""),
    (
        "after",
        "Which standard must have been met before it starts? (optional)",
        "For example, a full answer that is counted from the acknowledgement",
    ),
    ("stops", "What stops the clock?", "Whatever of these happens first"),
    ("yes", "What means yes?", ""),
    ("no", "What means no?", ""),
    (
        "ends",
        "By what does the customer end it?",
        "It is then neither kept nor missed. None chosen: by withdrawing",
    ),
    (
        "limit",
        "How long may it take?",
        "For example, 20 seconds, 15 minutes, 10 working days, 3 months; none measures only",
    ),
    ("calendar", "Which days and hours count?", ""),
    ("day_one", "Which day is day 1?", ""),
    ("late_receipt", "What comes after closing time?", ""),
    ("due_at", "When on the last day is it due?", ""),
    ("if_closed", "What if the last day is closed?", "For limits in calendar days and months"),
    ("pause_days", "Which days of a pause do not count?", ""),
    ("seconds_per_ring", "Seconds per ring of the telephone (optional)", "For limits in rings"),
    (
        "cautious_day_one",
        "Which day is day 1 by a more cautious reading? (optional)",
        "It is judged by the one above, and warned of by this one",
    ),
    ("condition", "On what condition is it owed? (optional)", ""),
    (
        "pauses",
        "For which reasons may the clock stand still? (optional)",
        "One a line, such as clarification",
    ),
    ("restarts", "What is asked for that starts it afresh? (optional)", "One a line"),
    (
        "waits_for",
        "What must arrive before it starts at all? (optional)",
        "One a line, such as proof-of-identity",
    ),
    (
        "extension",
        "By how much may it be extended? (optional)",
        "For example, 20 working days; or any",
    ),
    ("extension_needs_notice", "An extension counts only if the customer was told in time", ""),
    (
        "remind",
        "How long before it is due are staff reminded? (optional)",
        "For example, 1 working day",
    ),
    (
        "window",
        "For how long can a later contact overturn it? (optional)",
        "For example, 14 calendar days",
    ),
    ("undone", "What if it is never done?", ""),
    ("backstop", "At what age is it missed then? (optional)", "For example, 20 working days"),
    ("per", "For which period is it measured?", ""),
    ("counts", "What is counted?", "For example, satisfied respondents"),
    (
        "of",
        "Of what? (optional)",
        "For example, respondents. Left empty, it is a number rather than a share",
    ),
    ("question", "Which question of the survey, or line of the checklist?", ""),
    ("trend", "Which way is it to go?", ""),
    ("by", "By which date?", "For example, 27 3 2027"),
    ("evidence", "What shows that it is kept?", ""),
    ("expires", "How long does a piece of evidence count?", "For example, 12 months"),
    ("methods", "How is it judged?", "They stand side by side and are never added up"),
    ("formula", "Which share is taken of calls?", ""),
    (
        "target",
        "What do you aim at? (optional)",
        "For example, 80%, more than 80%, at most 2%, at least 4",
    ),
    (
        "targets",
        "Targets over the years (optional)",
        "One a line: name | first day | last day | target | what would be better still. For example, 2027 | 2027-01-01 | 2027-12-31 | 85% | 90%",
    ),
    (
        "baseline",
        "Where did you start from? (optional)",
        "Name | value. For example, 2003/04 | 27%",
    ),
    ("better", "Which way is better?", ""),
    ("origin", "Who set it?", ""),
    ("good_practice", "Who else works by it? (optional)", ""),
    ("customer_view", "Its target measures quality as the customer sees it", ""),
    ("main", "Monthly figures are published for it", ""),
    ("not_measured_because", "Why is it not measured?", "It is published"),
    (
        "source",
        "Where does it come from? (optional)",
        "For example, a decision, a law, a framework",
    ),
    ("holds_from", "From which day of receipt does it hold? (optional)", "For example, 27 3 2027"),
    ("grade", "How far was the source read? (optional)", ""),
];

#[cfg(test)]
mod tests {
    use super::super::groups::groups;
    use super::label;
    use rules::charter::KEYS;

    #[test]
    fn every_key_of_the_file_is_asked_for_once_in_words() {
        for (table, keys) in KEYS {
            let mut asked: Vec<&str> = groups(table)
                .iter()
                .flat_map(|group| group.often.iter().chain(group.seldom))
                .copied()
                .collect();
            asked.sort_unstable();
            let mut known = keys.to_vec();
            known.sort_unstable();
            assert_eq!(asked, known, "{table}");
            for key in keys {
                assert_ne!(label(table, key).0, "", "{table}.{key} has no question");
            }
        }
    }
}
