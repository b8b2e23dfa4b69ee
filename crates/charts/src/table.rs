//! The table of a chart's data: the same values for those who read rather than look.

use maud::{Markup, html};

use crate::value::Target;

/// What a table of figures is made of. Cells are labels as the picture has them.
pub(crate) struct Figures<'f> {
    pub(crate) title: &'f str,
    /// Heading of the first column, then of each column of figures.
    pub(crate) head: Vec<String>,
    /// Heading of the row, then its figures.
    pub(crate) rows: Vec<(String, Vec<Option<String>>)>,
    /// Said where there is no figure.
    pub(crate) missing: &'f str,
    pub(crate) target: Option<&'f Target<'f>>,
}

impl Figures<'_> {
    /// The table, in a box of its own that scrolls where it is too wide for the page. The box can
    /// be reached from the keyboard and is named after the table.
    pub(crate) fn render(&self, id: &str) -> Markup {
        let caption_id = format!("{id}-table");
        html! {
            div.kept-scrolls role="region" tabindex="0" aria-labelledby=(caption_id) {
                table class="govuk-table govuk-table--small-text-until-tablet" {
                    caption.govuk-table__caption.govuk-table__caption--s id=(caption_id) {
                        (self.title)
                    }
                    (self.headings())
                    tbody.govuk-table__body {
                        @for (heading, figures) in &self.rows { (self.row(heading, figures)) }
                    }
                    @if let Some(target) = self.target {
                        tfoot { tr.govuk-table__row {
                            td.govuk-table__cell colspan=(self.head.len()) { (target.label) }
                        } }
                    }
                }
            }
        }
    }

    fn headings(&self) -> Markup {
        html! {
            thead.govuk-table__head { tr.govuk-table__row {
                @for (column, heading) in self.head.iter().enumerate() {
                    @let class = if column == 0 {
                        "govuk-table__header"
                    } else {
                        "govuk-table__header govuk-table__header--numeric"
                    };
                    th scope="col" class=(class) { (heading) }
                }
            } }
        }
    }

    fn row(&self, heading: &str, figures: &[Option<String>]) -> Markup {
        html! {
            tr.govuk-table__row {
                th.govuk-table__header scope="row" { (heading) }
                @for figure in figures {
                    td class="govuk-table__cell govuk-table__cell--numeric" {
                        (figure.as_deref().unwrap_or(self.missing))
                    }
                }
            }
        }
    }
}
