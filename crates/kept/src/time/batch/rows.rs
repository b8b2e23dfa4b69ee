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
    /// The options, for rows that say what happened on the way.
    counting: Counting,
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
        let columns = &self.columns;
        let fields = [columns.pauses, columns.restarts, columns.waits];
        let field = |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default();
        let fields = fields.map(field);
        let found = if fields.iter().all(|field| field.is_empty()) && !setup.has_happenings() {
            due(&setup.clock, &setup.calendar, start, &Pauses::default(), &setup.extensions)
        } else {
            happened(&setup, fields, start)?
        };
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
        counting.pauses(&calendar)?;
        Ok(Setup { clock, calendar, extensions: extensions.into_iter().collect(), counting })
    }
}

impl Setup {
    fn has_happenings(&self) -> bool {
        let counting = &self.counting;
        !(counting.pause.is_empty() && counting.restart.is_empty() && counting.waits.is_empty())
    }
}

/// When it is due after what a row says of pauses and of what was asked for; the options hold
/// where it says nothing.
fn happened(setup: &Setup, fields: [&[u8]; 3], start: Timestamp) -> Result<Due, String> {
    let mut counting = setup.counting.clone();
    let options = [&mut counting.pause, &mut counting.restart, &mut counting.waits];
    for (option, field) in options.into_iter().zip(fields) {
        let listed = text(field)?.split(';').map(str::trim).filter(|item| !item.is_empty());
        let listed: Vec<String> = listed.map(str::to_owned).collect();
        if !listed.is_empty() {
            *option = listed;
        }
    }
    let course = counting.course(setup.clock, &setup.calendar, start).map_err(sentence)?;
    Ok(course.due(&setup.calendar))
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
