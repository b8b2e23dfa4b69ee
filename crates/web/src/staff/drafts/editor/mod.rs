//! The editor: a form for each part of a draft, with what it would mean below.

mod choices;
mod fields;
mod groups;
mod labels;
mod list;
mod preview;
mod problems;
mod typed;

pub(super) use list::list;

use super::{address, drafted};
use crate::forms::tokens;
use crate::frame::Frame;
use crate::http::{Answer, Asked, Trouble};
use app::drafting::{Draft, EditPart, EditPartRefusal, State, edit_part, mark};
use fields::Form;
use govuk::{Button, Errors, NotificationBanner};
use list::{TABLES, Table};
use maud::{Markup, html};
use rules::charter::{Charter, Edit, edit, is_single, names, part_named, parts, read};
use typed::Typed;

/// What is edited: a part of a draft, or one that is to be added.
struct Place {
    draft: Draft,
    charter: Charter,
    table: &'static Table,
    /// Its name; none for one that is to be added.
    name: Option<String>,
}

impl Place {
    fn of(asked: &Asked<'_>) -> Result<Place, Trouble> {
        let draft = drafted(asked)?;
        let charter = app::drafting::charter_of(&draft.text)?;
        let (slug, name) = (asked.place("part"), asked.place("name"));
        let is_meant = |table: &&Table| match is_single(table.key) {
            true => slug == "head" && table.slug == name,
            false => table.slug == slug,
        };
        let table = TABLES.iter().find(is_meant).ok_or(Trouble::NotFound)?;
        let all = parts(&charter);
        let name = match name {
            "new" => None,
            _ if is_single(table.key) => Some("1".to_owned()),
            name if names(&all, table.key).iter().any(|known| known == name) => {
                Some(name.to_owned())
            }
            _ => return Err(Trouble::NotFound),
        };
        Ok(Place { draft, charter, table, name })
    }

    /// The address of the form.
    fn address(&self) -> String {
        let name = self.name.as_deref().unwrap_or("new");
        self.table.address(&self.draft, name)
    }

    /// What the part says in the draft; of one that is to be added, what its form begins with.
    fn said(&self) -> Typed {
        let all = parts(&self.charter);
        let name = self.name.as_deref();
        match name.and_then(|name| part_named(&all, self.table.key, name)) {
            Some(part) => Typed::of(part),
            None => self.beginning(),
        }
    }

    fn beginning(&self) -> Typed {
        match self.table.key {
            "standard" => {
                let typed = Typed::default().with("kind", "in-time").with("starts", "received");
                // Ids of a pack begin with the pack's own.
                match self.charter.statutory {
                    true => typed.with("id", format!("{}-", self.charter.id)),
                    false => typed,
                }
            }
            "commitment" => {
                let last = self.charter.commitments.iter().map(|one| one.number).max();
                Typed::default().with("number", (last.unwrap_or_default() + 1).to_string())
            }
            _ => Typed::default(),
        }
    }

    /// The edit that makes the part say what was typed.
    fn put(&self, typed: &Typed) -> Edit {
        let written = typed.written(self.table.key);
        if self.name.is_some() { Edit::Put(written) } else { Edit::Add(written) }
    }

    fn key(&self) -> (&'static str, &str) {
        (self.table.key, self.name.as_deref().unwrap_or("new"))
    }
}

/// Shows the form of a part.
pub(crate) fn ask(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let place = Place::of(asked)?;
    let errors = Errors::new(asked.said().components());
    let typed = place.said();
    let meaning = meaning(asked, &place, &place.charter, place.name.as_deref());
    Ok(Answer::page(page(asked, &place, &typed, &errors, &meaning)))
}

/// Saves it, shows what it would mean, moves it or takes it out, by the button that was pressed.
pub(crate) fn send(asked: &Asked<'_>) -> Result<Answer, Trouble> {
    let place = Place::of(asked)?;
    let typed = Typed::read(place.table.key, asked.form);
    let shown = asked.form.text("kind-shown");
    let is_other_kind = place.table.key == "standard" && shown != typed.answer("kind");
    let typed = if is_other_kind { typed.of_other_kind() } else { typed };
    match asked.form.text("do") {
        "preview" => return Ok(show_preview(asked, &place, &typed, 200)),
        "kind" => return Ok(show_preview(asked, &place, &typed, 200)),
        "remove" => return act(asked, &place, &typed, Edit::Remove),
        "up" => return act(asked, &place, &typed, Edit::Up),
        "down" => return act(asked, &place, &typed, Edit::Down),
        _ => {}
    }
    if is_other_kind {
        let mut errors = Errors::new(asked.said().components());
        errors.add("kind", "What it promises was changed, so other questions are asked now. Answer them, then save");
        return Ok(Answer::refused(page(asked, &place, &typed, &errors, &html! {})));
    }
    let edit = place.put(&typed);
    act(asked, &place, &typed, edit)
}

fn act(asked: &Asked<'_>, place: &Place, typed: &Typed, edit: Edit) -> Result<Answer, Trouble> {
    let draft = place.draft.row.id;
    let (table, name) = place.key();
    let seen = asked.form.text("seen").to_owned();
    let is_removed = edit == Edit::Remove;
    let new = EditPart { part: (table.to_owned(), name.to_owned()), seen, edit };
    let whose = place.table;
    let acted = asked.act(move |cx| {
        let name = edit_part(cx, draft, &new)?;
        Ok(match is_removed {
            true => format!("{}?changed=yes", address(draft)),
            false => format!("{}?saved=yes", whose.address_in(draft, &name)),
        })
    });
    match acted {
        Ok(acted) => Ok(Answer::see_other(acted.address())),
        Err(failure) => {
            let mut errors = Errors::new(asked.said().components());
            for refusal in Trouble::or_refused(failure)? {
                refused(asked, place, typed, &refusal, &mut errors);
            }
            Ok(Answer::refused(page(asked, place, typed, &errors, &html! {})))
        }
    }
}

fn refused(
    asked: &Asked<'_>,
    place: &Place,
    typed: &Typed,
    refusal: &EditPartRefusal,
    errors: &mut Errors<'_>,
) {
    match refusal {
        EditPartRefusal::DoesNotRead(found, edited) => {
            problems::add(asked, place.table, typed, (found, edited), errors);
        }
        EditPartRefusal::AtTheEnd => errors.add("", "There is none to change places with"),
        EditPartRefusal::ChangedMeanwhile => errors.add(
            "",
            "Somebody else has changed this part since you opened it. What you typed is below: \
             look at theirs in another window, then save yours again",
        ),
        EditPartRefusal::Finished(state) => errors.add("", super::telling::finished(*state)),
        EditPartRefusal::OtherKind => errors.add(
            "statutory",
            "A draft of your own charter cannot become a pack of the law, nor the other way round",
        ),
    }
}

/// The form with what was typed would mean; nothing is saved.
fn show_preview(asked: &Asked<'_>, place: &Place, typed: &Typed, status: u16) -> Answer {
    let mut errors = Errors::new(asked.said().components());
    let mut shown = html! {};
    if let Ok(edited) = edit(&place.charter, place.key(), &place.put(typed)) {
        match read(&edited.text) {
            Ok(charter) => shown = meaning(asked, place, &charter, Some(&edited.name)),
            Err(found) if asked.form.text("do") == "preview" => {
                problems::add(asked, place.table, typed, (&found, &edited), &mut errors);
                shown = html! {
                    p.govuk-body {
                        (asked.said().english("What this would mean is shown when nothing is wrong above."))
                    }
                };
            }
            // Other questions were asked for: they are not answered yet.
            Err(_) => {}
        }
    }
    Answer::with_status(status, page(asked, place, typed, &errors, &shown))
}

/// What a standard of a charter would mean; nothing for another part.
fn meaning(asked: &Asked<'_>, place: &Place, charter: &Charter, name: Option<&str>) -> Markup {
    let standard = name.filter(|_| place.table.key == "standard");
    match standard.and_then(|name| charter.standard(name)) {
        Some(standard) => preview::preview(asked, charter, standard),
        None => html! {},
    }
}

fn page(
    asked: &Asked<'_>,
    place: &Place,
    typed: &Typed,
    errors: &Errors<'_>,
    meaning: &Markup,
) -> Markup {
    let said = asked.said();
    let back = address(place.draft.row.id);
    let title = match place.name {
        Some(_) => place.table.title,
        None => place.table.add,
    };
    let is_open = place.draft.row.state == State::Open;
    let form = Form { asked, table: place.table.key, charter: &place.charter, typed, errors };
    // Whoever has looked at what others changed may save theirs.
    let seen = mark(&place.charter, place.key());
    let main = html! {
        @if asked.query.given("saved").is_some() {
            (NotificationBanner::success(said.components(), said.english("The draft is changed.")))
        }
        (errors)
        span.govuk-caption-l { (place.draft.row.title) }
        h1.govuk-heading-l { (said.english(title)) }
        form.kept-editor method="post" action=(place.address()) novalidate {
            (tokens(asked))
            input type="hidden" name="seen" value=(seen);
            @if place.table.key == "standard" {
                input type="hidden" name="kind-shown" value=(typed.answer("kind"));
            }
            (form.questions())
            div #preview-place { (meaning) }
            @if is_open { (buttons(asked, place)) }
        }
    };
    let frame = Frame::new(asked, title, main).errors(!errors.is_empty());
    frame.back(&back, said.english("The draft")).staff()
}

fn buttons(asked: &Asked<'_>, place: &Place) -> Markup {
    let said = asked.said();
    let button = |value: &'static str, words: &'static str| Button {
        name: "do",
        value: value.into(),
        ..Button::new(said.english(words)).secondary()
    };
    let is_listed = place.name.is_some() && !is_single(place.table.key);
    let save =
        Button { name: "do", value: "save".into(), ..Button::new(said.english("Save")).once() };
    html! {
        div.govuk-button-group {
            (save)
            @if place.table.key == "standard" {
                (button("preview", "Preview"))
                (button("kind", "Show the questions of this kind"))
            }
            @if is_listed {
                (button("up", "Move up"))
                (button("down", "Move down"))
                (button("remove", "Take it out"))
            }
            a.govuk-link href=(address(place.draft.row.id)) { (said.english("Cancel")) }
        }
    }
}
