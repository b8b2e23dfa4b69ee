//! File upload: letters, photographs and other evidence.

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::components::{ErrorMessage, Hint, Label};
use crate::element::element;
use crate::question::{FormGroup, Question, id_or_name};
use crate::words::Words;

/// One or several files. The form around it needs `enctype="multipart/form-data"`.
#[derive(Clone, Debug)]
pub struct FileUpload<'a> {
    /// Id, which hint, error and error summary are tied to. Empty: the name.
    pub id: &'a str,
    /// Name in the form that is sent.
    pub name: &'a str,
    /// What is asked.
    pub label: Label<'a>,
    /// Help below the label: which kinds of file, and how large.
    pub hint: Option<Hint<'a>>,
    /// What is wrong with the answer.
    pub error: Option<ErrorMessage<'a>>,
    /// Whether several files may be chosen.
    pub multiple: bool,
    /// Whether the script makes it a button with a place to drop files. Without the script the
    /// browser's own button, in the browser's own language, is used.
    pub drop_zone: bool,
    /// Whether the button is off.
    pub disabled: bool,
    /// Ids of further elements that describe the button, with spaces between.
    pub described_by: &'a str,
    /// Further classes of the button.
    pub classes: &'a str,
    /// Further attributes of the button, such as `accept`.
    pub attributes: Attributes<'a>,
    /// The `div` around the question.
    pub form_group: FormGroup<'a>,
    /// What it says of its own accord.
    pub words: &'a Words,
}

impl<'a> FileUpload<'a> {
    /// An empty question in the language of `words`, with a place to drop files.
    pub fn new(words: &'a Words) -> Self {
        FileUpload {
            id: "",
            name: "",
            label: Label::default(),
            hint: None,
            error: None,
            multiple: false,
            drop_zone: true,
            disabled: false,
            described_by: "",
            classes: "",
            attributes: Attributes::new(),
            form_group: FormGroup::default(),
            words,
        }
    }

    fn in_drop_zone(&self, button: Markup) -> Markup {
        let (words, english) = (&self.words.files, &Words::ENGLISH.files);
        element("div")
            .class("govuk-file-upload-wrapper")
            .attr("data-module", "govuk-file-upload")
            .i18n("choose-files-button", words.choose, english.choose)
            .i18n("no-file-chosen", words.none_chosen, english.none_chosen)
            .i18n_plurals("multiple-files-chosen", words.several_chosen, english.several_chosen)
            .i18n("drop-instruction", words.drop, english.drop)
            .i18n("entered-drop-zone", words.entered, english.entered)
            .i18n("left-drop-zone", words.left, english.left)
            .around(button)
    }
}

impl Render for FileUpload<'_> {
    fn render(&self) -> Markup {
        let question = Question {
            id: id_or_name(self.id, self.name),
            hint: self.hint.as_ref(),
            error: self.error.as_ref(),
            described_by: self.described_by,
        };
        let button = element("input")
            .class("govuk-file-upload")
            .class(self.classes)
            .class_if(self.error.is_some(), "govuk-file-upload--error")
            .attr("id", question.id)
            .attr("name", self.name)
            .attr("type", "file")
            .flag("disabled", self.disabled)
            .flag("multiple", self.multiple)
            .attr_given("aria-describedby", &question.description())
            .attributes(&self.attributes)
            .void();
        question.group("", &self.form_group).around(html! {
            (self.label.render_for(question.id, ""))
            (question.help())
            @if self.drop_zone { (self.in_drop_zone(button)) } @else { (button) }
        })
    }
}
