//! Task list: what is to be done, and how far each thing has come.

use std::borrow::Cow;

use maud::{Markup, Render, html};

use crate::attributes::Attributes;
use crate::components::Tag;
use crate::content::Content;
use crate::element::element;

/// What is to be done.
#[derive(Clone, Debug, Default)]
pub struct TaskList<'a> {
    /// The tasks.
    pub tasks: Vec<Task<'a>>,
    /// Begins the ids of hints and states. Empty: "task-list".
    pub id_prefix: &'a str,
    /// Further classes.
    pub classes: &'a str,
    /// Further attributes.
    pub attributes: Attributes<'a>,
}

/// One thing to do.
#[derive(Clone, Debug, Default)]
pub struct Task<'a> {
    /// What is to be done.
    pub title: Content<'a>,
    /// Where it is done. Empty: it cannot be done yet.
    pub href: Cow<'a, str>,
    /// Help below the title.
    pub hint: Content<'a>,
    /// How far it has come.
    pub status: TaskStatus<'a>,
    /// Further classes of the line.
    pub classes: &'a str,
    /// Further classes of the title.
    pub title_classes: &'a str,
    /// Further classes of the status.
    pub status_classes: &'a str,
}

/// How far a task has come: in words when there is nothing left to do, as a tag otherwise.
#[derive(Clone, Debug)]
pub enum TaskStatus<'a> {
    /// "Completed".
    Words(Content<'a>),
    /// "Not started", "There is a problem".
    Tag(Tag<'a>),
}

impl Default for TaskStatus<'_> {
    fn default() -> Self {
        TaskStatus::Words(Content::default())
    }
}

impl<'a, C: Into<Content<'a>>> From<C> for TaskStatus<'a> {
    fn from(content: C) -> Self {
        TaskStatus::Words(content.into())
    }
}

impl<'a> From<Tag<'a>> for TaskStatus<'a> {
    fn from(tag: Tag<'a>) -> Self {
        TaskStatus::Tag(tag)
    }
}

impl<'a> TaskList<'a> {
    /// A list of tasks.
    pub fn new(tasks: Vec<Task<'a>>) -> Self {
        TaskList { tasks, ..TaskList::default() }
    }
}

impl<'a> Task<'a> {
    /// A task. An empty `href` is one that cannot be done yet.
    pub fn new(
        title: impl Into<Content<'a>>,
        href: impl Into<Cow<'a, str>>,
        status: impl Into<TaskStatus<'a>>,
    ) -> Self {
        Task { title: title.into(), href: href.into(), status: status.into(), ..Task::default() }
    }

    fn render_as(&self, id: &str) -> Markup {
        let status_id = format!("{id}-status");
        let hint_id = format!("{id}-hint");
        let described_by =
            if self.hint.is_empty() { status_id.clone() } else { format!("{hint_id} {status_id}") };
        let title = if self.href.is_empty() {
            element("div").class(self.title_classes).around(&self.title)
        } else {
            element("a")
                .class("govuk-link govuk-task-list__link")
                .class(self.title_classes)
                .attr("href", &self.href)
                .attr("aria-describedby", &described_by)
                .around(&self.title)
        };
        element("li")
            .class("govuk-task-list__item")
            .class_if(!self.href.is_empty(), "govuk-task-list__item--with-link")
            .class(self.classes)
            .around(html! {
                div.govuk-task-list__name-and-hint {
                    (title)
                    @if !self.hint.is_empty() {
                        div.govuk-task-list__hint id=(hint_id) { (self.hint) }
                    }
                }
                (element("div")
                    .class("govuk-task-list__status")
                    .class(self.status_classes)
                    .attr("id", &status_id)
                    .around(&self.status))
            })
    }
}

impl Render for TaskStatus<'_> {
    fn render(&self) -> Markup {
        match self {
            TaskStatus::Words(content) => content.render(),
            TaskStatus::Tag(tag) => tag.render(),
        }
    }
}

impl Render for TaskList<'_> {
    fn render(&self) -> Markup {
        let prefix = if self.id_prefix.is_empty() { "task-list" } else { self.id_prefix };
        element("ul")
            .class("govuk-task-list")
            .class(self.classes)
            .attributes(&self.attributes)
            .around(html! {
                @for (index, task) in self.tasks.iter().enumerate() {
                    (task.render_as(&format!("{prefix}-{}", index + 1)))
                }
            })
    }
}
