//! The components' own words in English. Other languages live with the product's words.

use crate::words::{
    AccordionWords, CountWords, DateWords, FileWords, PaginationWords, PasswordWords, Words,
};

impl Words {
    /// English, as the GOV.UK Design System has it.
    pub const ENGLISH: Words = Words {
        error: "Error",
        there_is_a_problem: "There is a problem",
        important: "Important",
        success: "Success",
        warning: "Warning",
        breadcrumb: "Breadcrumb",
        contents: "Contents",
        support_links: "Support links",
        language: "Language",
        menu: "Menu",
        service_information: "Service information",
        skip_to_main_content: "Skip to main content",
        date: DateWords { day: "Day", month: "Month", year: "Year" },
        pagination: PaginationWords {
            pagination: "Pagination",
            previous: "Previous",
            next: "Next",
            page_after: "page",
            page_before: "Page",
        },
        password: PasswordWords {
            show: "Show",
            hide: "Hide",
            show_label: "Show password",
            hide_label: "Hide password",
            shown: "Your password is visible",
            hidden: "Your password is hidden",
        },
        accordion: AccordionWords {
            hide_all: "Hide all sections",
            show_all: "Show all sections",
            hide: "Hide",
            show: "Show",
            hide_label: "Hide this section",
            show_label: "Show this section",
        },
        count: CountWords {
            up_to_characters: "You can enter up to %{count} characters",
            up_to_words: "You can enter up to %{count} words",
            characters_under: &[
                ("one", "You have %{count} character remaining"),
                ("other", "You have %{count} characters remaining"),
            ],
            characters_at: "You have 0 characters remaining",
            characters_over: &[
                ("one", "You have %{count} character too many"),
                ("other", "You have %{count} characters too many"),
            ],
            words_under: &[
                ("one", "You have %{count} word remaining"),
                ("other", "You have %{count} words remaining"),
            ],
            words_at: "You have 0 words remaining",
            words_over: &[
                ("one", "You have %{count} word too many"),
                ("other", "You have %{count} words too many"),
            ],
        },
        files: FileWords {
            choose: "Choose file",
            none_chosen: "No file chosen",
            several_chosen: &[("one", "%{count} file chosen"), ("other", "%{count} files chosen")],
            drop: "or drop file",
            entered: "Entered drop zone",
            left: "Left drop zone",
        },
    };
}
