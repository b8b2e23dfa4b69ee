//! Reading an organisation file: text in, the body or all its problems with their places out.

use super::problems::{Problem, Wrong};
use super::{MONTHS, OrganisationFile, colour, read_units};
use crate::calendar::Zone;
use crate::charter::{self, Choices, Reader};
use crate::contacts::Channel;
use toml_edit::{Document, Item, Table};

/// Reads an organisation file.
pub fn read(text: &str) -> Result<OrganisationFile, Vec<Problem>> {
    let document = Document::parse(text).map_err(|e| {
        let wrong = Wrong::Charter(charter::Wrong::NotToml(e.message().to_owned()));
        vec![Problem { at: e.span(), wrong }]
    })?;
    let root = document.as_table();
    let mut found = Found::default();
    let tables = ["organisation"].into_iter().chain(read_units::TABLES);
    charter::unknown_tables(root, &tables.collect::<Vec<_>>(), &mut found.shared);
    let file = OrganisationFile {
        units: read_units::units(root, &mut found),
        reasons: read_units::reasons(root, &mut found),
        ..head(root, &mut found)
    };
    read_units::check(text, root, &file, &mut found);
    let problems = found.all();
    if problems.is_empty() { Ok(file) } else { Err(problems) }
}

/// The problems found so far: those that charters have too, and those of this file alone.
#[derive(Default)]
pub(super) struct Found {
    pub(super) shared: Vec<charter::Problem>,
    pub(super) own: Vec<Problem>,
}

impl Found {
    fn all(self) -> Vec<Problem> {
        self.own.into_iter().chain(self.shared.into_iter().map(Problem::from)).collect()
    }
}

/// Reads the `[organisation]` table. What may be left out is as in a Kept that begins.
fn head(root: &Table, found: &mut Found) -> OrganisationFile {
    const SECOND_FACTOR: Choices<bool> = &[("required", true), ("offered", false)];
    let empty = Table::new();
    let table = charter::single(root, "organisation", &mut found.shared).unwrap_or(&empty);
    let name = "the [organisation] table".to_owned();
    let mut reader = Reader::new(table, name, &mut found.shared);
    let file = OrganisationFile {
        name: reader.required("name"),
        short_name: reader.required("short_name"),
        zone: zone(&mut reader, &mut found.own),
        year_begins_month: month(&mut reader),
        brand_colour: brand_colour(&mut reader, &mut found.own),
        second_factor_required: reader.choice("second_factor", SECOND_FACTOR).unwrap_or(true),
        channels: channels(&mut reader, &mut found.own),
        units: Vec::new(),
        reasons: Vec::new(),
    };
    reader.nothing_else();
    file
}

fn zone(reader: &mut Reader<'_>, own: &mut Vec<Problem>) -> String {
    let zone = reader.text("zone").unwrap_or_else(|| "Europe/London".to_owned());
    if Zone::named(&zone).is_none() {
        own.push(Problem { at: reader.span("zone"), wrong: Wrong::Zone(zone.clone()) });
    }
    zone
}

/// The month in which the year begins, by its name or number.
fn month(reader: &mut Reader<'_>) -> i64 {
    const KEY: &str = "year_begins";
    reader.knows(&[KEY]);
    let april = 4;
    let Some(item) = reader.table.get(KEY) else { return april };
    let number = match (item.as_integer(), item.as_str()) {
        (Some(number), _) if (1..=12).contains(&number) => return number,
        (Some(number), _) => number.to_string(),
        (None, Some(name)) => name.trim().to_owned(),
        (None, None) => {
            let wanted = "the name of a month in quotes, or its number";
            let wrong = charter::Wrong::WrongKind { key: KEY.to_owned(), wanted };
            reader.problem(item.span(), wrong);
            return april;
        }
    };
    let found = (1..).zip(MONTHS).find(|(_, name)| name.eq_ignore_ascii_case(&number));
    if found.is_none() {
        let choices = MONTHS.map(str::to_owned).to_vec();
        let wrong = charter::Wrong::UnknownChoice { key: KEY.to_owned(), value: number, choices };
        reader.problem(item.span(), wrong);
    }
    found.map_or(april, |(number, _)| number)
}

fn brand_colour(reader: &mut Reader<'_>, own: &mut Vec<Problem>) -> String {
    let Some(written) = reader.text("brand_colour") else { return "#1d70b8".to_owned() };
    let at = reader.span("brand_colour");
    match colour::read(&written) {
        None => own.push(Problem { at, wrong: Wrong::Colour(written.clone()) }),
        Some(read) if !colour::is_dark_enough(read) => {
            let wrong = Wrong::TooLight {
                colour: written.clone(),
                contrast: colour::contrast_with_white(read),
                darker: colour::darkened(read),
            };
            own.push(Problem { at, wrong });
        }
        Some(_) => {}
    }
    written.to_ascii_lowercase()
}

fn channels(reader: &mut Reader<'_>, own: &mut Vec<Problem>) -> Vec<Channel> {
    const KEY: &str = "channels";
    if reader.table.get(KEY).is_none() {
        reader.missing(KEY);
    }
    let mut channels = Vec::new();
    for (name, at) in reader.list(KEY) {
        match Channel::named(&name) {
            Some(channel) if channels.contains(&channel) => {
                own.push(Problem { at, wrong: Wrong::ChannelTwice(name) });
            }
            Some(channel) => channels.push(channel),
            None => {
                let choices = Channel::ALL.iter().map(|c| c.key().to_owned()).collect();
                let key = KEY.to_owned();
                reader.problem(at, charter::Wrong::UnknownChoice { key, value: name, choices });
            }
        }
    }
    if reader.table.get(KEY).and_then(Item::as_array).is_some_and(|list| list.is_empty()) {
        own.push(Problem { at: reader.span(KEY), wrong: Wrong::NoChannels });
    }
    channels
}
