//! `Words`: every word that a component says of its own accord, in one language.

/// The words that components bring with them, for one language.
///
/// Components that speak have no `Default`; they start from `new(words)`, so that a page cannot
/// forget its language: a Welsh page is given the Welsh `Words` or does not compile. A `Words` is
/// written field by field, so that a word added here is missed by the compiler in every language.
///
/// Where a script changes what the page says, the words travel in `data-i18n` attributes, but
/// only when they differ from [`Words::ENGLISH`], which the script already has.
#[derive(Clone, Debug)]
pub struct Words {
    /// Read out before each error message; a colon follows.
    pub error: &'static str,
    /// Heading of the error summary.
    pub there_is_a_problem: &'static str,
    /// Heading of a notification banner.
    pub important: &'static str,
    /// Heading of a notification banner that reports success.
    pub success: &'static str,
    /// Read out in place of the exclamation mark of warning text.
    pub warning: &'static str,
    /// Name of the breadcrumbs to assistive technologies.
    pub breadcrumb: &'static str,
    /// Heading of tabs where they stand below each other.
    pub contents: &'static str,
    /// Heading, read out only, of the links in the footer.
    pub support_links: &'static str,
    /// Name of the choice of language to assistive technologies.
    pub language: &'static str,
    /// Button that opens the navigation on narrow screens; also the navigation's name.
    pub menu: &'static str,
    /// Name of the region with the service's name and navigation.
    pub service_information: &'static str,
    /// First link of every page, for keyboards.
    pub skip_to_main_content: &'static str,
    /// The parts of a date.
    pub date: DateWords,
    /// Moving between pages of a list.
    pub pagination: PaginationWords,
    /// Showing and hiding a password.
    pub password: PasswordWords,
    /// Showing and hiding the sections of an accordion.
    pub accordion: AccordionWords,
    /// Counting what has been typed.
    pub count: CountWords,
    /// Choosing and dropping files.
    pub files: FileWords,
}

/// Labels of a date's three boxes.
#[derive(Clone, Debug)]
pub struct DateWords {
    /// "Day".
    pub day: &'static str,
    /// "Month".
    pub month: &'static str,
    /// "Year".
    pub year: &'static str,
}

/// Words of [`crate::Pagination`].
#[derive(Clone, Debug)]
pub struct PaginationWords {
    /// Name of the navigation to assistive technologies.
    pub pagination: &'static str,
    /// Shown on the link back.
    pub previous: &'static str,
    /// Shown on the link onwards.
    pub next: &'static str,
    /// Read out after either of them.
    pub page_after: &'static str,
    /// Read out before a page's number.
    pub page_before: &'static str,
}

/// Words of [`crate::PasswordInput`].
#[derive(Clone, Debug)]
pub struct PasswordWords {
    /// On the button while the password is hidden.
    pub show: &'static str,
    /// On the button while the password is shown.
    pub hide: &'static str,
    /// The same, read out.
    pub show_label: &'static str,
    /// The same, read out.
    pub hide_label: &'static str,
    /// Announced after showing.
    pub shown: &'static str,
    /// Announced after hiding.
    pub hidden: &'static str,
}

/// Words of [`crate::Accordion`].
#[derive(Clone, Debug)]
pub struct AccordionWords {
    /// Button above all sections.
    pub hide_all: &'static str,
    /// Button above all sections.
    pub show_all: &'static str,
    /// Beside one section's heading.
    pub hide: &'static str,
    /// Beside one section's heading.
    pub show: &'static str,
    /// The same, read out.
    pub hide_label: &'static str,
    /// The same, read out.
    pub show_label: &'static str,
}

/// A sentence in each plural form that a language has, by Unicode's names for the forms
/// (`zero`, `one`, `two`, `few`, `many`, `other`). `%{count}` stands for the number. Welsh has
/// all six, and the script asks for each.
pub type Plurals = &'static [(&'static str, &'static str)];

/// Words of [`crate::CharacterCount`].
#[derive(Clone, Debug)]
pub struct CountWords {
    /// Without a script, for characters. `%{count}` stands for the limit.
    pub up_to_characters: &'static str,
    /// Without a script, for words. `%{count}` stands for the limit.
    pub up_to_words: &'static str,
    /// Characters left.
    pub characters_under: Plurals,
    /// No character left.
    pub characters_at: &'static str,
    /// Characters too many.
    pub characters_over: Plurals,
    /// Words left.
    pub words_under: Plurals,
    /// No word left.
    pub words_at: &'static str,
    /// Words too many.
    pub words_over: Plurals,
}

/// Words of [`crate::FileUpload`] where its script is on.
#[derive(Clone, Debug)]
pub struct FileWords {
    /// On the button.
    pub choose: &'static str,
    /// Beside the button at first.
    pub none_chosen: &'static str,
    /// Beside the button after choosing several.
    pub several_chosen: Plurals,
    /// Where a file may be dropped.
    pub drop: &'static str,
    /// Announced.
    pub entered: &'static str,
    /// Announced.
    pub left: &'static str,
}
