//! Reading the parts of a charter file besides its standards.

use super::kinds::SectionKind;
use super::parts::{Commitment, Foreword, OptOut, Section, ServicePart, Stage, Translation};
use super::problems::Problem;
use super::reader::Reader;
use toml_edit::{Item, Table};

pub(super) fn foreword(table: &Table, problems: &mut Vec<Problem>) -> Foreword {
    let mut reader = Reader::new(table, "a foreword".to_owned(), problems);
    let foreword = Foreword { by: reader.required("by"), words: reader.required("words") };
    reader.nothing_else();
    foreword
}

pub(super) fn section(table: &Table, problems: &mut Vec<Problem>) -> Section {
    let mut reader = Reader::new(table, named(table, "section"), problems);
    let section = Section {
        id: reader.id(),
        title: reader.required("title"),
        words: reader.text("words"),
        parent: reader.text("parent"),
        kind: reader.choice("kind", SectionKind::NAMES).unwrap_or_default(),
        text: reader.text("text"),
        items: reader.texts("items"),
        monitoring: reader.texts("monitoring"),
    };
    reader.nothing_else();
    section
}

pub(super) fn commitment(table: &Table, problems: &mut Vec<Problem>) -> Commitment {
    let mut reader = Reader::new(table, named(table, "commitment"), problems);
    if table.get("number").is_none() {
        reader.missing("number");
    }
    let commitment = Commitment {
        id: reader.id(),
        number: reader.number("number").unwrap_or_default(),
        section: reader.required("section"),
        words: reader.required("words"),
        source: reader.text("source"),
    };
    reader.nothing_else();
    commitment
}

pub(super) fn service(table: &Table, problems: &mut Vec<Problem>) -> ServicePart {
    let mut reader = Reader::new(table, named(table, "service"), problems);
    let service = ServicePart {
        id: reader.id(),
        title: reader.required("title"),
        words: reader.text("words"),
    };
    reader.nothing_else();
    service
}

pub(super) fn stage(table: &Table, problems: &mut Vec<Problem>) -> Stage {
    let mut reader = Reader::new(table, named(table, "stage"), problems);
    let stage = Stage {
        id: reader.id(),
        service: reader.required("service"),
        title: reader.required("title"),
        words: reader.text("words"),
    };
    reader.nothing_else();
    stage
}

pub(super) fn opt_out(table: &Table, problems: &mut Vec<Problem>) -> OptOut {
    let mut reader = Reader::new(table, "an opt-out".to_owned(), problems);
    let opt_out = OptOut {
        service: reader.required("service"),
        standard: reader.required("standard"),
        because: reader.required("because"),
        approved: reader.required("approved"),
    };
    reader.nothing_else();
    opt_out
}

pub(super) fn translation(table: &Table, problems: &mut Vec<Problem>) -> Translation {
    let mut reader = Reader::new(table, "a translation".to_owned(), problems);
    let translation =
        Translation { english: reader.required("english"), welsh: reader.required("welsh") };
    reader.nothing_else();
    translation
}

pub(super) fn named(table: &Table, what: &str) -> String {
    match table.get("id").and_then(Item::as_str) {
        Some(id) => format!("{what} \"{id}\""),
        None => format!("a {what}"),
    }
}
