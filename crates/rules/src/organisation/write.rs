//! Writing an organisation file: what is read from it again is the same.

use super::{NewUnit, OrganisationFile, UnitKind, month_name};
use std::fmt::{self, Display, Formatter};
use toml_edit::Value;

impl Display for OrganisationFile {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "[organisation]")?;
        line(f, "name", &self.name)?;
        line(f, "short_name", &self.short_name)?;
        line(f, "zone", &self.zone)?;
        line(f, "year_begins", month_name(self.year_begins_month))?;
        line(f, "brand_colour", &self.brand_colour)?;
        line(f, "second_factor", if self.second_factor_required { "required" } else { "offered" })?;
        let channels: Vec<_> = self.channels.iter().map(|c| quoted(c.key())).collect();
        writeln!(f, "channels = [{}]", channels.join(", "))?;
        for kind in UnitKind::ALL {
            self.units.iter().filter(|unit| unit.kind == kind).try_for_each(|u| unit(f, u))?;
        }
        for reason in &self.reasons {
            writeln!(f, "\n[[reason]]")?;
            line(f, "key", &reason.key)?;
            line(f, "service", &reason.service)?;
            line(f, "name", &reason.name)?;
            if let Some(can) = reason.can_be_settled {
                writeln!(f, "can_be_settled = {can}")?;
            }
        }
        Ok(())
    }
}

fn unit(f: &mut Formatter<'_>, unit: &NewUnit) -> fmt::Result {
    writeln!(f, "\n[[{}]]", unit.kind.key())?;
    line(f, "key", &unit.key)?;
    line(f, "name", &unit.name)?;
    let service = unit.parent.as_ref().map(|(_, key)| key);
    let more = [
        ("welsh_name", unit.welsh_name.as_ref()),
        ("service", service),
        ("provider", unit.provider.as_ref()),
        ("reached_by", unit.reached_by.as_ref()),
    ];
    more.into_iter().try_for_each(|(key, text)| text.map_or(Ok(()), |text| line(f, key, text)))
}

fn line(f: &mut Formatter<'_>, key: &str, text: &str) -> fmt::Result {
    writeln!(f, "{key} = {}", quoted(text))
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
