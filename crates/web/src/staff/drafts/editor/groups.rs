//! In which groups the questions about a part stand, and which are less often needed.

/// A group of questions: its heading, the keys asked at once, and those asked on request.
pub(super) struct Group {
    pub(super) title: &'static str,
    pub(super) often: &'static [&'static str],
    pub(super) seldom: &'static [&'static str],
}

const STANDARD: &[Group] = &[
    Group {
        title: "Wording",
        often: &["id", "commitment", "title", "words"],
        seldom: &["section"],
    },
    Group {
        title: "The rule",
        often: &[
            "kind",
            "starts",
            "stops",
            "yes",
            "no",
            "question",
            "per",
            "counts",
            "of",
            "trend",
            "by",
            "evidence",
            "expires",
            "not_measured_because",
        ],
        seldom: &["after", "ends"],
    },
    Group {
        title: "Limit",
        often: &["limit"],
        seldom: &[
            "calendar",
            "day_one",
            "late_receipt",
            "due_at",
            "if_closed",
            "cautious_day_one",
            "pauses",
            "restarts",
            "waits_for",
            "pause_days",
            "extension",
            "extension_needs_notice",
            "remind",
            "window",
            "undone",
            "backstop",
            "seconds_per_ring",
        ],
    },
    Group {
        title: "Target",
        often: &["target"],
        seldom: &["targets", "baseline", "better", "main", "customer_view"],
    },
    Group { title: "Owner and methods", often: &["owner", "methods"], seldom: &["formula"] },
    Group {
        title: "Conditions",
        often: &["channels", "matters", "services", "condition"],
        seldom: &["about", "holds_from", "stage", "over", "because", "approved"],
    },
    Group {
        title: "Where it comes from",
        often: &["source"],
        seldom: &["grade", "origin", "good_practice"],
    },
];

const CHARTER: &[Group] = &[
    Group { title: "Name", often: &["id", "title", "body"], seldom: &[] },
    Group { title: "Words", often: &["aim", "vision", "good_service", "apology"], seldom: &[] },
    Group { title: "Life", often: &["review"], seldom: &["statutory"] },
];

const CALENDAR: &[Group] = &[Group {
    title: "",
    often: &["hours", "nation", "closed", "open"],
    seldom: &["zone", "known_until"],
}];

const COUNTING: &[Group] = &[Group {
    title: "",
    often: &["day_one", "late_receipt", "due_at", "if_closed", "pause_days", "remind"],
    seldom: &["seconds_per_ring"],
}];

const FOREWORD: &[Group] = &[Group { title: "", often: &["by", "words"], seldom: &[] }];

const SECTION: &[Group] = &[Group {
    title: "",
    often: &["id", "title", "words", "kind", "text", "items", "monitoring"],
    seldom: &["parent"],
}];

const COMMITMENT: &[Group] =
    &[Group { title: "", often: &["id", "number", "section", "words", "source"], seldom: &[] }];

const SERVICE: &[Group] = &[Group { title: "", often: &["id", "title", "words"], seldom: &[] }];

const STAGE: &[Group] =
    &[Group { title: "", often: &["id", "service", "title", "words"], seldom: &[] }];

const OPT_OUT: &[Group] =
    &[Group { title: "", often: &["service", "standard", "because", "approved"], seldom: &[] }];

const TRANSLATION: &[Group] = &[Group { title: "", often: &["english", "welsh"], seldom: &[] }];

/// The groups of a table.
pub(super) fn groups(table: &str) -> &'static [Group] {
    match table {
        "standard" => STANDARD,
        "charter" => CHARTER,
        "calendar" => CALENDAR,
        "counting" => COUNTING,
        "foreword" => FOREWORD,
        "section" => SECTION,
        "commitment" => COMMITMENT,
        "service" => SERVICE,
        "stage" => STAGE,
        "opt_out" => OPT_OUT,
        "translation" => TRANSLATION,
        _ => &[],
    }
}
