//! The parts of a draft, each with the way to its form.

use super::super::address;
use crate::http::Asked;
use app::drafting::{Draft, State};
use maud::{Markup, html};
use rules::charter::{Charter, Part, Value, is_single, names, parts};

/// A table of a charter file, as the editor calls it.
pub(in crate::staff::drafts) struct Table {
    /// Its name in the file.
    pub(super) key: &'static str,
    /// Its name in addresses.
    pub(super) slug: &'static str,
    /// The heading over its parts.
    heading: &'static str,
    /// The title of the form of one.
    pub(super) title: &'static str,
    /// The title of the form of a new one.
    pub(super) add: &'static str,
}

/// Every table, in the order in which the draft's page has them.
pub(super) const TABLES: [Table; 11] = [
    Table {
        key: "charter",
        slug: "charter",
        heading: "",
        title: "Name and words of the charter",
        add: "",
    },
    Table {
        key: "calendar",
        slug: "calendar",
        heading: "",
        title: "Days and hours that count",
        add: "",
    },
    Table {
        key: "counting",
        slug: "counting",
        heading: "",
        title: "How days are counted",
        add: "",
    },
    Table {
        key: "foreword",
        slug: "forewords",
        heading: "Forewords",
        title: "Change a foreword",
        add: "Add a foreword",
    },
    Table {
        key: "section",
        slug: "sections",
        heading: "Sections",
        title: "Change a section",
        add: "Add a section",
    },
    Table {
        key: "commitment",
        slug: "commitments",
        heading: "Commitments",
        title: "Change a commitment",
        add: "Add a commitment",
    },
    Table {
        key: "standard",
        slug: "standards",
        heading: "Standards",
        title: "Change a standard",
        add: "Add a standard",
    },
    Table {
        key: "service",
        slug: "services",
        heading: "Services",
        title: "Change a service",
        add: "Add a service",
    },
    Table {
        key: "stage",
        slug: "stages",
        heading: "Stages of services",
        title: "Change a stage",
        add: "Add a stage",
    },
    Table {
        key: "opt_out",
        slug: "opt-outs",
        heading: "Standards that a service does not owe",
        title: "Change an opt-out",
        add: "Add an opt-out",
    },
    Table {
        key: "translation",
        slug: "translations",
        heading: "Welsh words",
        title: "Change a translation",
        add: "Add a translation",
    },
];

impl Table {
    /// The address of the form of a part.
    pub(super) fn address(&self, draft: &Draft, name: &str) -> String {
        self.address_in(draft.row.id, name)
    }

    /// The same in the draft of a number.
    pub(super) fn address_in(&self, draft: i64, name: &str) -> String {
        match is_single(self.key) {
            true => format!("{}/head/{}", address(draft), self.slug),
            false => format!("{}/{}/{name}", address(draft), self.slug),
        }
    }
}

/// Everything that a draft says, with the way to each form.
pub(in crate::staff::drafts) fn list(
    asked: &Asked<'_>,
    draft: &Draft,
    charter: &Charter,
) -> Markup {
    let said = asked.said();
    let all = parts(charter);
    let (heads, lists): (Vec<&Table>, Vec<&Table>) =
        TABLES.iter().partition(|table| is_single(table.key));
    html! {
        ul.govuk-list {
            @for table in heads {
                li { a.govuk-link href=(table.address(draft, "1")) { (said.english(table.title)) } }
            }
        }
        @for table in lists { (of_table(asked, draft, table, &all)) }
    }
}

fn of_table(asked: &Asked<'_>, draft: &Draft, table: &Table, all: &[Part]) -> Markup {
    let said = asked.said();
    let here = all.iter().filter(|part| part.table == table.key);
    let here: Vec<(String, &Part)> = names(all, table.key).into_iter().zip(here).collect();
    html! {
        h3.govuk-heading-s { (said.english(table.heading)) }
        @if !here.is_empty() {
            ol.govuk-list.govuk-list--number {
                @for (name, part) in &here {
                    li { a.govuk-link href=(table.address(draft, name)) { (short(part)) } }
                }
            }
        }
        @if draft.row.state == State::Open {
            p.govuk-body {
                a.govuk-link href=(table.address(draft, "new")) { (said.english(table.add)) }
            }
        }
    }
}

/// What a part is called in a list.
fn short(part: &Part) -> String {
    let text = |key: &str| part.value(key).map(Value::form);
    match part.table {
        "opt_out" => format!(
            "{}: {}",
            text("service").unwrap_or_default(),
            text("standard").unwrap_or_default()
        ),
        "commitment" => text("words").unwrap_or_default(),
        "foreword" => text("by").unwrap_or_default(),
        "translation" => text("english").unwrap_or_default(),
        _ => text("title").unwrap_or_default(),
    }
}
