//! The canonical calendar file, which reads back as the same calendar.

use super::bank_holidays::Nation;
use super::definition::Definition;
use jiff::civil::Date;
use std::fmt;

impl fmt::Display for Definition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "zone = {}", quoted(&self.zone))?;
        writeln!(f, "nation = \"{}\"", self.nation.map_or("none", Nation::key))?;
        writeln!(f, "hours = \"{}\"", self.hours)?;
        if !self.closed.is_empty() {
            let days: Vec<String> =
                self.closed.iter().map(|date| quoted(&self.closure(*date))).collect();
            writeln!(f, "closed = [{}]", days.join(", "))?;
        }
        if !self.open.is_empty() {
            let openings: Vec<String> =
                self.open.iter().map(|opening| quoted(&opening.to_string())).collect();
            writeln!(f, "open = [{}]", openings.join(", "))?;
        }
        if let Some(year) = self.known_until {
            writeln!(f, "known_until = {year}")?;
        }
        self.write_bank_holidays(f)
    }
}

impl Definition {
    /// A closed day as the file has it: `2026-05-25` or `2026-05-25: Victoria Day`.
    pub(crate) fn closure(&self, date: Date) -> String {
        match self.closure_names.get(&date) {
            Some(name) => format!("{date}: {name}"),
            None => date.to_string(),
        }
    }

    fn write_bank_holidays(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(lists) = &self.bank_holidays else { return Ok(()) };
        for nation in Nation::EACH {
            let list = lists.of(nation);
            writeln!(f, "\n[bank_holidays.{}]", nation.key())?;
            writeln!(f, "known_from = {}", list.known_from)?;
            writeln!(f, "known_until = {}", list.known_until)?;
            for (date, name) in list.all() {
                writeln!(f, "{date} = {}", quoted(name))?;
            }
        }
        Ok(())
    }
}

/// A text as TOML has it, whatever stands in it.
fn quoted(text: &str) -> String {
    toml_edit::Value::from(text).to_string()
}
