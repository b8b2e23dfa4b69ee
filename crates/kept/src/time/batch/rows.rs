//! The answer for each row: rows counted alike share a calendar.

use super::super::options::{self, Counting};
use super::Call;
use super::answer::Answer;
use super::columns::{Column, Columns};
use crate::ending::{Ending, wrong_call};
use csv::ByteRecord;
use jiff::Timestamp;
use rules::calendar::Calendar;
use rules::clock::*;
use std::collections::HashMap;
use std::rc::Rc;

/// How the rows with the same values in the counting columns are counted.
pub(super) struct Setup {
    pub(super) clock: Clock,
    pub(super) calendar: Rc<Calendar>,
    extensions: Vec<Extension>,
    pauses: Vec<Pause>,
}

pub(super) struct Rows<'a> {
    call: &'a Call,
    pub(super) columns: Columns,
    setups: HashMap<Vec<u8>, Result<Rc<Setup>, String>>,
    key: Vec<u8>,
    /// The setup of the row before, with its key: rows that follow each other are often alike.
    last: Option<(Vec<u8>, Rc<Setup>)>,
}

/// How many different ways of counting are kept worked out; a calendar takes a megabyte.
const KEPT_SETUPS: usize = 64;

impl<'a> Rows<'a> {
    pub(super) fn new(call: &'a Call, columns: Columns) -> Rows<'a> {
        Rows { call, columns, setups: HashMap::new(), key: Vec::new(), last: None }
    }

    pub(super) fn answer(
        &mut self,
        record: &ByteRecord,
        width: usize,
        answer: &mut Answer,
    ) -> Result<(), String> {
        if record.len() != width {
            return Err(format!("This row has {} fields, the header {width}.", record.len()));
        }
        let setup = self.setup(record)?;
        let from = text(record.get(self.columns.from).unwrap_or_default())?;
        let start = match read_moment(from, setup.calendar.zone()) {
            Ok(Moment::At(at)) => at,
            // Dates alone and refusals take the long way, which has the words for them.
            _ => options::start(&setup.calendar, from, &setup.clock).map_err(sentence)?,
        };
        let field = self.columns.pauses.and_then(|at| record.get(at)).unwrap_or_default();
        let pauses = if field.is_empty() && setup.pauses.is_empty() {
            Pauses::default()
        } else {
            pauses(&setup, field, start)?
        };
        let found = due(&setup.clock, &setup.calendar, start, &pauses, &setup.extensions);
        if found == Due::Not(NotDue::Beyond) {
            return Err("It would be due after 31 December 2099.".to_owned());
        }
        answer.write(&setup, found);
        Ok(())
    }

    fn setup(&mut self, record: &ByteRecord) -> Result<Rc<Setup>, String> {
        self.key.clear();
        for (_, place) in &self.columns.counting {
            self.key.extend_from_slice(record.get(*place).unwrap_or_default());
            self.key.push(0);
        }
        if let Some((key, setup)) = &self.last
            && *key == self.key
        {
            return Ok(Rc::clone(setup));
        }
        if !self.setups.contains_key(&self.key) {
            if self.setups.len() >= KEPT_SETUPS {
                self.setups.clear();
            }
            let made = self.make(record).map(Rc::new).map_err(sentence);
            self.setups.insert(self.key.clone(), made);
        }
        match &self.setups[&self.key] {
            Ok(setup) => {
                let setup = Rc::clone(setup);
                self.last = Some((self.key.clone(), Rc::clone(&setup)));
                Ok(setup)
            }
            Err(why) => Err(why.clone()),
        }
    }

    fn make(&self, record: &ByteRecord) -> Result<Setup, Ending> {
        let mut counting = self.call.counting.clone();
        let mut limit = self.call.limit.clone();
        for (column, place) in &self.columns.counting {
            let field = text(record.get(*place).unwrap_or_default()).map_err(wrong_call)?.trim();
            if field.is_empty() {
                continue;
            }
            let list = || field.split(';').map(|item| item.trim().to_owned()).collect();
            match column {
                Column::Limit => limit = Some(field.to_owned()),
                Column::Calendar => counting.calendar = field.to_owned(),
                Column::Hours => counting.hours = Some(field.to_owned()),
                Column::DayOne => counting.day_one = field.to_owned(),
                Column::LateReceipt => counting.late_receipt = field.to_owned(),
                Column::DueAt => counting.due_at = field.to_owned(),
                Column::IfClosed => counting.if_closed = field.to_owned(),
                Column::Extend => counting.extend = Some(field.to_owned()),
                Column::Closed => counting.closed = list(),
                Column::Timezone => counting.timezone = Some(field.to_owned()),
                Column::AsOf => counting.as_of = Some(field.to_owned()),
            }
        }
        let term = options::term(&limit.ok_or_else(|| wrong_call("There is no limit."))?)?;
        let clock = counting.clock(term)?;
        let calendar = Rc::new(counting.calendar()?);
        let granted = Timestamp::MIN;
        let extensions = counting.extension(&clock)?.map(|by| Extension { by, granted });
        let pauses = counting.pauses(&calendar)?;
        Ok(Setup { clock, calendar, extensions: extensions.into_iter().collect(), pauses })
    }
}

fn pauses(setup: &Setup, field: &[u8], start: Timestamp) -> Result<Pauses, String> {
    let mut counting = Counting::default();
    let listed = text(field)?.split(';').map(str::trim).filter(|pause| !pause.is_empty());
    counting.pause = listed.map(str::to_owned).collect();
    let mut pauses = counting.pauses(&setup.calendar).map_err(sentence)?;
    if pauses.is_empty() {
        pauses.clone_from(&setup.pauses);
    }
    options::paused(&setup.calendar, start, &pauses).map_err(sentence)
}

fn text(field: &[u8]) -> Result<&str, String> {
    std::str::from_utf8(field).map_err(|_| "This row is not in UTF-8.".to_owned())
}

fn sentence(ending: Ending) -> String {
    match ending {
        Ending::Refused(sentence) | Ending::WrongCall(sentence) => sentence,
        Ending::Found => String::new(),
    }
}
