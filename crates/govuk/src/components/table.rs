//! Table: things to compare, in rows and columns.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::content::Content;
use crate::element::element;
use crate::size::Size;

/// Things to compare, in rows and columns.
///
/// ```
/// use govuk::{Cell, Size, Table};
///
/// let table = Table {
///     caption: "Replies in time".into(),
///     caption_size: Some(Size::M),
///     head: vec!["Month".into(), Cell::numeric("Share")],
///     rows: vec![vec!["March".into(), Cell::numeric("97.3%")]],
///     first_cell_is_header: true,
///     stacks: true,
///     ..Table::default()
/// };
/// ```
#[derive(Clone, Debug, Default)]
pub struct Table<'a> {
    /// What it shows. Every table needs one; it may be visually hidden.
    pub caption: Content<'a>,
    /// Size of the caption.
    pub caption_size: Option<Size>,
    /// Further classes of the caption.
    pub caption_classes: &'a str,
    /// The columns' headings.
    pub head: Vec<Cell<'a>>,
    /// The rows.
    pub rows: Vec<Vec<Cell<'a>>>,
    /// Whether the first cell of each row is the row's heading.
    pub first_cell_is_header: bool,
    /// Whether rows become cards on narrow screens, each value with its column's heading before
    /// it. For lists; a table of figures goes into an element with the class `kept-scrolls`.
    pub stacks: bool,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

/// One cell, of a row or of the headings.
#[derive(Clone, Debug, Default)]
pub struct Cell<'a> {
    /// What it says.
    pub content: Content<'a>,
    /// Whether it is a number, which stands to the right so that digits line up.
    pub numeric: bool,
    /// Over how many columns it goes, if more than one.
    pub colspan: u16,
    /// Over how many rows it goes, if more than one.
    pub rowspan: u16,
    /// On a heading: what it is called before each value where rows become cards. Empty: its
    /// words. A heading of markup, such as a link that sorts, needs it.
    pub label: Cow<'a, str>,
    /// Further classes.
    pub classes: Cow<'a, str>,
    /// Further attributes, such as `aria-sort` on a heading.
    pub attributes: Attributes<'a>,
}

impl<'a> Cell<'a> {
    /// A cell of text.
    pub fn new(content: impl Into<Content<'a>>) -> Self {
        Cell { content: content.into(), ..Cell::default() }
    }

    /// A cell with a number.
    pub fn numeric(content: impl Into<Content<'a>>) -> Self {
        Cell { content: content.into(), numeric: true, ..Cell::default() }
    }

    fn own_label(&self) -> &str {
        if self.label.is_empty() { self.content.words().unwrap_or_default() } else { &self.label }
    }

    fn render_as(&self, place: Place, table: &Table, heading: Option<&Cell>) -> Markup {
        let (name, class, numeric_class, scope, role) = match place {
            Place::Head => {
                ("th", "govuk-table__header", "govuk-table__header--numeric", "col", "columnheader")
            }
            // A row's heading stands to the left, also when it is a number such as a year.
            Place::RowHead => ("th", "govuk-table__header", "", "row", "rowheader"),
            Place::Body => ("td", "govuk-table__cell", "govuk-table__cell--numeric", "", "cell"),
        };
        let span = |cells: u16| if cells > 1 { cells.to_string() } else { String::new() };
        let label = heading.map_or("", Cell::own_label);
        element(name)
            .class(class)
            .class_if(self.numeric, numeric_class)
            .class(&self.classes)
            .attr_given("scope", scope)
            .attr_given("colspan", &span(self.colspan))
            .attr_given("rowspan", &span(self.rowspan))
            .attr_given("role", if table.stacks { role } else { "" })
            .attr_given("data-label", if table.stacks { label } else { "" })
            .attributes(&self.attributes)
            .around(&self.content)
    }
}

impl<'a, C: Into<Content<'a>>> From<C> for Cell<'a> {
    fn from(content: C) -> Self {
        Cell::new(content)
    }
}

#[derive(Clone, Copy)]
enum Place {
    Head,
    RowHead,
    Body,
}

impl Table<'_> {
    fn row(&self, row: &[Cell]) -> Markup {
        html! {
            tr.govuk-table__row role=[self.role("row")] {
                @for (column, cell) in row.iter().enumerate() {
                    @if column == 0 && self.first_cell_is_header {
                        // It heads its card: a label before it would say what it is twice.
                        (cell.render_as(Place::RowHead, self, None))
                    } @else {
                        (cell.render_as(Place::Body, self, self.head.get(column)))
                    }
                }
            }
        }
    }

    /// Roles are stated where the styles change how the table is displayed: some browsers take
    /// what is not displayed as a table for no table.
    fn role(&self, role: &'static str) -> Option<&'static str> {
        self.stacks.then_some(role)
    }
}

impl Render for Table<'_> {
    fn render(&self) -> Markup {
        element("table")
            .class("govuk-table")
            .class_if(self.stacks, "kept-table--stacks")
            .class(self.classes)
            .attr_some("role", self.role("table"))
            .attributes(&self.attributes)
            .around(html! {
                @if !self.caption.is_empty() {
                    (element("caption")
                        .class("govuk-table__caption")
                        .class(self.caption_size.map_or("", Size::caption_class))
                        .class(self.caption_classes)
                        .around(&self.caption))
                }
                @if !self.head.is_empty() {
                    thead.govuk-table__head role=[self.role("rowgroup")] {
                        tr.govuk-table__row role=[self.role("row")] {
                            @for cell in &self.head { (cell.render_as(Place::Head, self, None)) }
                        }
                    }
                }
                tbody.govuk-table__body role=[self.role("rowgroup")] {
                    @for row in &self.rows { (self.row(row)) }
                }
            })
    }
}
