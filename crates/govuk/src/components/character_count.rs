//! Character count: several lines of text that may not be longer than a limit.

use maud::{Markup, Render};

use crate::attributes::Attributes;
use crate::components::{ErrorMessage, Hint, Label, Textarea};
use crate::content::Content;
use crate::element::Element;
use crate::question::FormGroup;
use crate::words::{CountWords, Words};

/// Several lines of text with a limit, which a script counts down to. The limit must be checked
/// where the form arrives as well: the browser does not enforce it.
///
/// ```
/// use govuk::{CharacterCount, CountLimit, Label, Words};
///
/// let complaint = CharacterCount {
///     name: "complaint",
///     label: Label::new("What went wrong?").page_heading(),
///     limit: CountLimit::Length(4000),
///     ..CharacterCount::new(&Words::ENGLISH)
/// };
/// ```
#[derive(Clone, Debug)]
pub struct CharacterCount<'a> {
    /// Id, which hint, error and error summary are tied to. Empty: the name.
    pub id: &'a str,
    /// Name in the form that is sent.
    pub name: &'a str,
    /// What is asked.
    pub label: Label<'a>,
    /// Help below the label.
    pub hint: Option<Hint<'a>>,
    /// What is wrong with the answer.
    pub error: Option<ErrorMessage<'a>>,
    /// What has been answered so far.
    pub value: &'a str,
    /// How long an answer may be.
    pub limit: CountLimit,
    /// Share of the limit, in per cent, from which on the count is shown.
    pub threshold: Option<u8>,
    /// Height in lines.
    pub rows: u8,
    /// Whether the browser checks spelling.
    pub spellcheck: Option<bool>,
    /// Further classes of the box.
    pub classes: &'a str,
    /// Further attributes of the box.
    pub attributes: Attributes<'a>,
    /// Further classes of the line that counts.
    pub message_classes: &'a str,
    /// The `div` around the question.
    pub form_group: FormGroup<'a>,
    /// What it says of its own accord.
    pub words: &'a Words,
}

/// How long an answer may be, and what is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountLimit {
    /// UTF-16 units, as `str::encode_utf16` counts them. A line break counts as one here, but is
    /// sent as two characters: whoever checks the form turns `\r\n` into `\n` first.
    Length(u32),
    /// What a person would call a character: an emoji is one. Needs a newer browser, others
    /// count lengths.
    Characters(u32),
    /// Words.
    Words(u32),
}

impl<'a> CharacterCount<'a> {
    /// An empty question in the language of `words`, up to 500 characters.
    pub fn new(words: &'a Words) -> Self {
        CharacterCount {
            id: "",
            name: "",
            label: Label::default(),
            hint: None,
            error: None,
            value: "",
            limit: CountLimit::Length(500),
            threshold: None,
            rows: 5,
            spellcheck: None,
            classes: "",
            attributes: Attributes::new(),
            message_classes: "",
            form_group: FormGroup::default(),
            words,
        }
    }
}

impl CharacterCount<'_> {
    /// The limit as the script and the reader are told it.
    fn limit_told(&self) -> (u32, Option<&'static str>, String) {
        let (limit, count_type, sentence) = match self.limit {
            CountLimit::Length(limit) => (limit, None, self.words.count.up_to_characters),
            CountLimit::Characters(limit) => {
                (limit, Some("characters"), self.words.count.up_to_characters)
            }
            CountLimit::Words(limit) => (limit, Some("words"), self.words.count.up_to_words),
        };
        (limit, count_type, sentence.replace("%{count}", &limit.to_string()))
    }

    fn with_words(&self, group: Element) -> Element {
        let CountWords {
            characters_under,
            characters_at,
            characters_over,
            words_under,
            words_at,
            words_over,
            ..
        } = &self.words.count;
        let english = Words::ENGLISH.count;
        group
            .i18n_plurals("characters-under-limit", characters_under, english.characters_under)
            .i18n("characters-at-limit", characters_at, english.characters_at)
            .i18n_plurals("characters-over-limit", characters_over, english.characters_over)
            .i18n_plurals("words-under-limit", words_under, english.words_under)
            .i18n("words-at-limit", words_at, english.words_at)
            .i18n_plurals("words-over-limit", words_over, english.words_over)
    }
}

impl Render for CharacterCount<'_> {
    fn render(&self) -> Markup {
        let id = crate::question::id_or_name(self.id, self.name);
        let info = format!("{id}-info");
        let (limit, count_type, sentence) = self.limit_told();
        let text = Textarea {
            id,
            name: self.name,
            label: self.label.clone(),
            hint: self.hint.clone(),
            error: self.error.clone(),
            value: self.value,
            rows: self.rows,
            spellcheck: self.spellcheck,
            described_by: &info,
            classes: self.classes,
            attributes: self.attributes.clone(),
            ..Textarea::default()
        };
        let message = Hint {
            content: Content::from(sentence),
            classes: self.message_classes,
            ..Hint::default()
        };
        let group = text
            .question()
            .group("govuk-character-count", &self.form_group)
            .attr("data-module", "govuk-character-count")
            .attr("data-maxlength", &limit.to_string())
            .attr_some("data-threshold", self.threshold.map(|it| it.to_string()).as_deref())
            .attr_some("data-count-type", count_type);
        text.render_in(
            self.with_words(group),
            "govuk-js-character-count",
            message.render_as(&info, "govuk-character-count__message"),
        )
    }
}
