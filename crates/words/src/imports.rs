//! What is wrong with a map of another system's file, with the file, or with a row of it.

use crate::numbers;
use crate::text::{Language, Text};
use rules::imports::{Flag, HeaderProblem, ImportRefusal, NotCsv, Reject, TimeRefusal, Wrong};

/// A problem of a map file, with advice.
pub fn problem(language: Language, wrong: &Wrong) -> Text {
    language.english(match wrong {
        Wrong::Charter(wrong) => return crate::charter::problem(language, wrong),
        Wrong::Delimiter(text) => format!(
            "\"{text}\" cannot stand between fields. Write one character, such as \",\", \";\" or \
             \"\\t\" for a tab."
        ),
        Wrong::Encoding(name) => format!(
            "\"{name}\" is not an encoding that Kept reads. Write \"utf-8\", \"windows-1252\" or \
             \"latin-1\"."
        ),
        Wrong::Zone(zone) => {
            format!("\"{zone}\" is not a time zone. Write one such as \"Europe/London\".")
        }
        Wrong::Format(text, said) => format!(
            "The format \"{text}\" cannot be used: {said}. Write one such as \
             \"%d/%m/%Y %H:%M\"."
        ),
        Wrong::FormatWithoutDate(text) => format!(
            "The format \"{text}\" leaves out the day, the month or the year. Write all three, \
             such as \"%d/%m/%Y\"."
        ),
        Wrong::NoFormats => "There are no formats of dates. Add a line such as \
             formats = [\"%d/%m/%Y %H:%M\"] to the [times] table."
            .to_owned(),
        Wrong::ZonesDiffer { calendar, times } => format!(
            "The calendar is in {calendar}, but the times are in {times}. Write \
             zone = \"{times}\" in the [calendar] table."
        ),
        Wrong::NoChoice(table) => format!(
            "The [{table}] table is missing, or says nothing. Name the column in it, \
             column = \"…\", or what holds for every row, always = \"…\"."
        ),
        Wrong::TwoChoices(table) => format!(
            "The [{table}] table has both a column and a value that holds for every row. Leave \
             one of them out."
        ),
        Wrong::ServiceKey(key) => format!(
            "\"{key}\" cannot be the key of a service. Use small letters, digits and hyphens, \
             such as {{ key = \"waste\", name = \"Waste and recycling\" }}."
        ),
        Wrong::NothingTold(standard) => format!(
            "\"{standard}\" is due by the date that was told, but no column tells one. Add \
             told = \"…\" to the [columns] table."
        ),
    })
}

/// Why a file is not imported. `file` and `map` are the names that they were called by.
pub fn refusal(language: Language, file: &str, refusal: &ImportRefusal) -> Text {
    language.english(match refusal {
        ImportRefusal::Unreadable(said) => format!(
            "{file} could not be read to its end: {said}. What was read before is imported; get \
             the file again and import it again, nothing is taken twice."
        ),
        ImportRefusal::RejectsNotWritten(said) => format!(
            "The rejected rows could not be written down: {said}. What was read before is \
             imported; make room and import the file again, nothing is taken twice."
        ),
        ImportRefusal::Empty => format!("{file} is empty. Check that it was saved whole."),
        ImportRefusal::NotCsv(what) => {
            format!("{file} is not a CSV file: {}", not_csv(*what))
        }
        ImportRefusal::Header(problem) => header(file, problem),
        ImportRefusal::NoSuchServices(keys) => {
            let keys: Vec<String> = keys.iter().map(|key| format!("\"{key}\"")).collect();
            let named = match keys.len() {
                1 => format!("The service {} is not there.", keys[0]),
                _ => format!("The services {} are not there.", numbers::list(language, &keys)),
            };
            format!(
                "{named} Add it to the organisation, or have it made by giving it a name in the \
                 map: {{ key = \"…\", name = \"…\" }}."
            )
        }
        ImportRefusal::AnotherRuns => "Records of this source are being imported already. Wait \
             until that is done (or two minutes, if it was cut off), and try again."
            .to_owned(),
    })
}

fn not_csv(what: NotCsv) -> &'static str {
    match what {
        NotCsv::Packed => {
            "it looks like a workbook or an archive. Open it, save the sheet as CSV in UTF-8, and \
             import that."
        }
        NotCsv::Pdf => "it is a PDF document. Export the records as CSV instead.",
        NotCsv::Utf16 => "it is in UTF-16. Save it as CSV in UTF-8.",
        NotCsv::Markup => "it looks like a web page or other markup. Export the records as CSV.",
        NotCsv::Json => "it looks like JSON. Export the records as CSV.",
        NotCsv::Binary => "it is no text at all. Export the records as CSV in UTF-8.",
        NotCsv::Header => {
            "its first line cannot be read as a header. Check the delimiter and the encoding in \
             the map."
        }
    }
}

fn header(file: &str, problem: &HeaderProblem) -> String {
    match problem {
        HeaderProblem::NoColumn { column, known } => {
            let name = &column.name;
            let near = known.iter().map(|known| (rules::slips(name, known), known)).min();
            let meant = match near {
                Some((slips, known)) if slips <= 2 || known.eq_ignore_ascii_case(name) => {
                    format!(" Did you mean \"{known}\"?")
                }
                _ => String::new(),
            };
            let hint = match known.as_slice() {
                [_] => " There is only one: check the delimiter in the map.",
                _ => "",
            };
            format!(
                "{file} has no column \"{name}\".{meant} Its columns are: {}.{hint}",
                known.join(", ")
            )
        }
        HeaderProblem::Twice(column) => format!(
            "{file} has two columns \"{}\". Give one of them another name in the file.",
            column.name
        ),
    }
}

/// Why a row was rejected, and what to do about it.
pub fn reject(language: Language, reason: &Reject) -> Text {
    language.english(match reason {
        Reject::Fields { found, wanted } => {
            let fields = numbers::of(*found as i64, "field", "fields");
            format!("This row has {fields}, but the header has {wanted}. Check its delimiters.")
        }
        Reject::Quotes => "A quotation mark in this row is not closed, or stands inside a field \
             without being doubled."
            .to_owned(),
        Reject::TooLong => {
            "This row is longer than 1 MB; only its beginning is here. Check its quotation marks."
                .to_owned()
        }
        Reject::Letters(column) => format!(
            "{column} has letters that cannot be read. Check the encoding in the map, or write \
             them again."
        ),
        Reject::Control(column) => {
            format!("{column} has a character that no text has (NUL). Take it out.")
        }
        Reject::NoId(column) => format!("{column} is empty. Enter the number of the record."),
        Reject::LongId(column) => {
            format!("{column} is longer than 200 characters. Enter the number of the record.")
        }
        Reject::Nothing(column) => format!("{column} is empty. Enter the date it was received."),
        Reject::Time { column, text, why } => time(column, text, *why),
        Reject::InFuture(column) => format!("{column} lies in the future. Check the date."),
        Reject::BeforeReceived { column, received } => {
            format!("{column} is before {received}. Check both dates.")
        }
        Reject::Unknown { table, column, value } => format!(
            "\"{value}\" in {column} is not listed in the map. Add it to [{table}] there, or \
             change it here."
        ),
    })
}

fn time(column: &str, text: &str, why: TimeRefusal) -> String {
    match why {
        TimeRefusal::Form => format!(
            "\"{text}\" in {column} is not a date and time in a format of the map. Write it like \
             the others."
        ),
        TimeRefusal::NoSuch => format!("There is no such date as \"{text}\" in {column}."),
        TimeRefusal::OutOfReach => {
            format!("\"{text}\" in {column} is out of reach. Calendars reach from 1970 to 2099.")
        }
        TimeRefusal::Repeated => format!(
            "The clocks go back and \"{text}\" in {column} happens twice. Choose \"earlier\" or \
             \"later\" in the map."
        ),
        TimeRefusal::Skipped => {
            format!("The clocks go forward and skip \"{text}\" in {column}. Check the time.")
        }
    }
}

/// How many rows were taken with a flag, and what it means.
pub fn flagged(language: Language, key: &str, rows: i64) -> Text {
    let place = Flag::KEYS.iter().position(|known| *known == key);
    let rows = numbers::of(rows, "row", "rows");
    language.english(match place {
        Some(0) => format!("{rows} with a local time that happened twice: the map says which."),
        Some(1) => format!("{rows} with a local time that clocks skip: moved on by the gap."),
        Some(2) => format!("{rows} with a date told before receipt: no promise was made by it."),
        Some(3) => format!("{rows} with a closing time though open: taken as open."),
        Some(4) => format!("{rows} closed without a closing time: no evidence."),
        Some(5) => format!("{rows} with another channel than before: the record keeps its own."),
        _ => format!("{rows} with \"{key}\"."),
    })
}
