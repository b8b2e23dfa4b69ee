//! Changing a charter part by part, as the editor on screen does: the change is written into the
//! canonical text, which is then read as any file is.

use super::parts::Charter;
use super::problems::{Problem, Wrong};
use super::shapes::{KEYS, TABLES, shape};
use super::write::{Part, own_bank_holidays, parts};
use std::ops::Range;

/// What is done to a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// It says this instead: keys with what was written into a form.
    Put(Vec<(String, String)>),
    /// A part is added behind the others of its table: keys with what was written.
    Add(Vec<(String, String)>),
    /// It is taken out.
    Remove,
    /// It changes places with the one before it.
    Up,
    /// It changes places with the one behind it.
    Down,
}

/// Why an edit cannot be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EditRefusal {
    /// There is no such table, or no part of that name in it.
    NotFound,
    /// The first part has none before it, and the last none behind it.
    AtTheEnd,
}

/// A canonical text with a change in it, which may not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edited {
    /// The text.
    pub text: String,
    /// The name of the part that was put or added, as it is then.
    pub name: String,
    /// Where the changed part stands; nowhere if it was taken out.
    span: Range<usize>,
    /// Where its keys stand.
    keys: Vec<(&'static str, Range<usize>)>,
}

/// The names of the parts of a table, in order: their ids, or their numbers from one on.
pub fn names(parts: &[Part], table: &str) -> Vec<String> {
    let of_table = parts.iter().filter(|part| part.table == table);
    of_table.enumerate().map(|(place, part)| name(part, place)).collect()
}

fn name(part: &Part, place: usize) -> String {
    match part.value("id") {
        Some(id) if !is_single(part.table) => id.form(),
        _ => (place + 1).to_string(),
    }
}

/// Whether there is one such table at most.
pub fn is_single(table: &str) -> bool {
    matches!(table, "charter" | "calendar" | "counting")
}

/// The part of a table by its name.
pub fn part_named<'a>(parts: &'a [Part], table: &str, wanted: &str) -> Option<&'a Part> {
    let of_table = parts.iter().filter(|part| part.table == table);
    of_table.enumerate().find(|(place, part)| name(part, *place) == wanted).map(|(_, part)| part)
}

/// Makes a change in the canonical text.
pub fn edit(
    charter: &Charter,
    (table, wanted): (&str, &str),
    edit: &Edit,
) -> Result<Edited, EditRefusal> {
    let table = *TABLES.iter().find(|known| **known == table).ok_or(EditRefusal::NotFound)?;
    let mut all: Vec<Written> = parts(charter).iter().map(Written::of).collect();
    let first = all.iter().position(|part| part.table == table);
    let count = all.iter().filter(|part| part.table == table).count();
    let known = names(&parts(charter), table);
    let place = known.iter().position(|name| name == wanted);
    let at = first.zip(place).map(|(first, place)| first + place);
    let changed = match edit {
        Edit::Put(keys) => match at {
            Some(at) => {
                all[at] = Written::from_form(table, keys);
                Some(at)
            }
            // What stands in no line of the file can be said all the same: how things are counted.
            None if is_single(table) => Some(add(&mut all, Written::from_form(table, keys))),
            None => return Err(EditRefusal::NotFound),
        },
        Edit::Add(keys) => Some(add(&mut all, Written::from_form(table, keys))),
        Edit::Remove => {
            all.remove(at.ok_or(EditRefusal::NotFound)?);
            None
        }
        Edit::Up | Edit::Down => {
            let (at, place) = at.zip(place).ok_or(EditRefusal::NotFound)?;
            let is_up = *edit == Edit::Up;
            if (is_up && place == 0) || (!is_up && place + 1 == count) {
                return Err(EditRefusal::AtTheEnd);
            }
            let to = if is_up { at - 1 } else { at + 1 };
            all.swap(at, to);
            Some(to)
        }
    };
    let mut edited = laid_out(&all, changed);
    edited.text += &own_bank_holidays(charter);
    Ok(edited)
}

/// Adds a part behind those of its table, or where its table has its place.
fn add(all: &mut Vec<Written>, part: Written) -> usize {
    let order = |table: &str| TABLES.iter().position(|known| *known == table);
    let at = all.iter().take_while(|other| order(other.table) <= order(part.table)).count();
    all.insert(at, part);
    at
}

/// A part as it will stand in the text.
struct Written {
    table: &'static str,
    lines: Vec<(&'static str, String)>,
}

impl Written {
    fn of(part: &Part) -> Written {
        let lines = part.entries.iter().map(|(key, value)| (*key, value.toml())).collect();
        Written { table: part.table, lines }
    }

    /// What was written into a form, in the order of the file. What is empty is left out.
    fn from_form(table: &'static str, written: &[(String, String)]) -> Written {
        let keys = KEYS.iter().find(|(known, _)| *known == table).map_or(&[][..], |(_, keys)| keys);
        let lines = keys.iter().filter_map(|key| {
            let (_, written) = written.iter().find(|(name, _)| name == key)?;
            Some((*key, shape(table, key)?.toml(written)?))
        });
        Written { table, lines: lines.collect() }
    }

    fn id(&self) -> Option<&str> {
        let (_, id) = self.lines.iter().find(|(key, _)| *key == "id")?;
        Some(id.trim_matches(['"', '\'']))
    }
}

fn laid_out(all: &[Written], changed: Option<usize>) -> Edited {
    let mut edited =
        Edited { text: String::new(), name: String::new(), span: 0..0, keys: Vec::new() };
    for (place, part) in all.iter().enumerate() {
        if place > 0 {
            edited.text.push('\n');
        }
        let is_changed = changed == Some(place);
        let begins = edited.text.len();
        let single = is_single(part.table);
        edited.text += &match single {
            true => format!("[{}]\n", part.table),
            false => format!("[[{}]]\n", part.table),
        };
        for (key, value) in &part.lines {
            let begins = edited.text.len();
            edited.text += &format!("{key} = {value}\n");
            if is_changed {
                edited.keys.push((key, begins..edited.text.len()));
            }
        }
        if is_changed {
            edited.span = begins..edited.text.len();
            let before = all[..place].iter().filter(|other| other.table == part.table).count();
            let id = part.id().filter(|_| !single);
            edited.name = id.map_or_else(|| (before + 1).to_string(), str::to_owned);
        }
    }
    edited
}

impl Edited {
    /// The key of the changed part beside which a problem is told; none if it is about another
    /// part, or about no key.
    pub fn key_of(&self, problem: &Problem) -> Option<&'static str> {
        let at = problem.at.as_ref()?.start;
        if !self.span.contains(&at) {
            return None;
        }
        if let Wrong::Missing { key, .. } = &problem.wrong {
            return Some(key);
        }
        self.keys.iter().find(|(_, span)| span.contains(&at)).map(|(key, _)| *key)
    }

    /// Whether a problem is about the changed part.
    pub fn is_here(&self, problem: &Problem) -> bool {
        problem.at.as_ref().is_some_and(|at| self.span.contains(&at.start))
    }
}
