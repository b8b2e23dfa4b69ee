//! `Size`: the four sizes of headings, labels, legends and captions.

/// Size of words that head something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Bold, as large as the text around.
    S,
    /// Medium.
    M,
    /// Large: the heading of most pages.
    L,
    /// Extra large.
    Xl,
}

impl Size {
    pub(crate) fn label_class(self) -> &'static str {
        match self {
            Size::S => "govuk-label--s",
            Size::M => "govuk-label--m",
            Size::L => "govuk-label--l",
            Size::Xl => "govuk-label--xl",
        }
    }

    pub(crate) fn legend_class(self) -> &'static str {
        match self {
            Size::S => "govuk-fieldset__legend--s",
            Size::M => "govuk-fieldset__legend--m",
            Size::L => "govuk-fieldset__legend--l",
            Size::Xl => "govuk-fieldset__legend--xl",
        }
    }

    pub(crate) fn caption_class(self) -> &'static str {
        match self {
            // Captions are bold and as large as the text around without a class.
            Size::S => "",
            Size::M => "govuk-table__caption--m",
            Size::L => "govuk-table__caption--l",
            Size::Xl => "govuk-table__caption--xl",
        }
    }
}
