//! The bank holidays of all nations together, as a calendar carries them.

use super::bank_holidays::{BankHolidays, Nation, read};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

/// The bank holidays of the three nations, and those of any of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BankHolidayLists {
    /// In the order of [`Nation::ALL`]; the last is worked out from the others.
    by_nation: [BankHolidays; 4],
}

impl BankHolidayLists {
    /// Those that Kept comes with.
    pub fn built_in() -> &'static Arc<BankHolidayLists> {
        static BUILT_IN: OnceLock<Arc<BankHolidayLists>> = OnceLock::new();
        BUILT_IN.get_or_init(|| {
            Arc::new(BankHolidayLists::new([
                read(include_str!("../../../../calendars/england-and-wales.toml")),
                read(include_str!("../../../../calendars/scotland.toml")),
                read(include_str!("../../../../calendars/northern-ireland.toml")),
            ]))
        })
    }

    /// The lists of the three nations, in the order of [`Nation::EACH`].
    pub fn new([england, scotland, ireland]: [BankHolidays; 3]) -> BankHolidayLists {
        let any = any_of([&england, &scotland, &ireland]);
        BankHolidayLists { by_nation: [england, scotland, ireland, any] }
    }

    /// The bank holidays of a nation.
    pub fn of(&self, nation: Nation) -> &BankHolidays {
        &self.by_nation[nation as usize]
    }

    /// The same with another list for one nation; for any nation there is none of its own.
    pub fn with(&self, nation: Nation, list: BankHolidays) -> BankHolidayLists {
        let [mut england, mut scotland, mut ireland, _] = self.by_nation.clone();
        match nation {
            Nation::EnglandAndWales => england = list,
            Nation::Scotland => scotland = list,
            Nation::NorthernIreland => ireland = list,
            Nation::AnyUk => {}
        }
        BankHolidayLists::new([england, scotland, ireland])
    }
}

impl BankHolidays {
    /// Bank holidays with their names, and the first and last year of which all are known.
    pub fn new(known: (i16, i16), days: impl IntoIterator<Item = (Date, String)>) -> BankHolidays {
        BankHolidays { days: days.into_iter().collect(), known_from: known.0, known_until: known.1 }
    }

    /// The same with another day, or another name for a day.
    pub fn with(mut self, on: Date, name: &str) -> BankHolidays {
        self.days.insert(on, name.to_owned());
        self
    }

    /// The same without a day.
    pub fn without(mut self, on: Date) -> BankHolidays {
        self.days.remove(&on);
        self
    }
}

fn any_of(nations: [&BankHolidays; 3]) -> BankHolidays {
    let mut any =
        BankHolidays { days: BTreeMap::new(), known_from: i16::MIN, known_until: i16::MAX };
    for nation in nations {
        any.known_from = any.known_from.max(nation.known_from);
        any.known_until = any.known_until.min(nation.known_until);
        for (date, name) in &nation.days {
            any.days.entry(*date).or_insert_with(|| name.clone());
        }
    }
    any
}
