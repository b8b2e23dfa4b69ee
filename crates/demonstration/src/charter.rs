//! The invented council's charter, and its second version with one tighter limit.

use app::charters::{Adopt, AdoptRefusal, adopt};
use app::{Cx, Failure, Fault};
use jiff::civil::Date;
use rules::charter::{Charter, CharterKind};

/// The first version.
const FIRST: &str = include_str!("charter.toml");

/// What the ombudsman asks for complaints, beside the charter.
const COMPLAINTS_CODE: &str = include_str!("../../../charters/lgsco.toml");

/// What the law asks for requests for information, and for one's own data.
const REQUESTS: [&str; 2] = [
    include_str!("../../../charters/foi.toml"),
    include_str!("../../../charters/subject-access.toml"),
];

/// What the version in readiness says instead: letters are answered sooner.
const SOONER: [(&str, &str); 4] = [
    ("id = \"hollinmere\"", "id = \"hollinmere-sooner\""),
    ("forms answered within 10 working days", "forms answered within 7 working days"),
    ("reply in full within 10 working days", "reply in full within 7 working days"),
    ("limit = \"10 working days\"", "limit = \"7 working days\""),
];

/// What the second version says instead: complaints are acknowledged sooner.
const CHANGES: [(&str, &str); 3] = [
    (
        "Complaints acknowledged within 5 working days",
        "Complaints acknowledged within 3 working days",
    ),
    ("We tell you within 5 working days", "We tell you within 3 working days"),
    ("limit = \"5 working days\"", "limit = \"3 working days\""),
];

/// Which version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    /// In force long before the year begins.
    First,
    /// In force from a day in the middle of the year.
    Second,
}

impl Version {
    /// Its text.
    pub(crate) fn text(self) -> String {
        match self {
            Version::First => FIRST.to_owned(),
            Version::Second => CHANGES
                .iter()
                .fold(FIRST.to_owned(), |text, (before, after)| text.replace(before, after)),
        }
    }

    /// The charter.
    pub(crate) fn charter(self) -> Result<Charter, Fault> {
        rules::charter::read(&self.text())
            .map_err(|problems| Fault::new(format!("the charter does not read: {problems:?}")))
    }

    /// Adopts it from a date on.
    pub(crate) fn adopt(self, cx: &mut Cx<'_>, from: Date) -> Result<i64, Failure<AdoptRefusal>> {
        let approval = match self {
            Version::First => "Cabinet, minute 41",
            Version::Second => "Cabinet, minute 17, after the yearly review",
        };
        let new = Adopt {
            charter: self.charter()?,
            text: self.text(),
            from,
            approval: approval.into(),
            until: None,
            kind: CharterKind::Own,
        };
        adopt(cx, &new)
    }
}

/// Adopts what holds beside the charter: the ombudsman's code for complaints, the law on requests
/// for information, and a version in readiness by which letters are answered sooner, measured in the last months of the year.
pub(crate) fn adopt_beside(
    cx: &mut Cx<'_>,
    from: Date,
    in_readiness_from: Date,
) -> Result<(), Failure<AdoptRefusal>> {
    let sooner =
        SOONER.iter().fold(FIRST.to_owned(), |text, (before, after)| text.replace(before, after));
    let law = |text: &str| (text.to_owned(), from, "Cabinet, minute 42", CharterKind::Statutory);
    let laws = std::iter::once(COMPLAINTS_CODE).chain(REQUESTS).map(law);
    let readiness = (sooner, in_readiness_from, "Performance board", CharterKind::InReadiness);
    let beside: Vec<_> = laws.chain([readiness]).collect();
    for (text, from, approval, kind) in beside {
        let charter = rules::charter::read(&text)
            .map_err(|problems| Fault::new(format!("the charter does not read: {problems:?}")))?;
        let new = Adopt { charter, text, from, until: None, approval: approval.into(), kind };
        adopt(cx, &new)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_versions_read_and_differ_in_one_limit() {
        let first = Version::First.charter().unwrap();
        let second = Version::Second.charter().unwrap();
        let differ: Vec<&str> = first
            .standards
            .iter()
            .zip(&second.standards)
            .filter(|(one, other)| one != other)
            .map(|(one, _)| one.id.as_str())
            .collect();
        assert_eq!(differ, ["complaints-acknowledged"]);
        assert_eq!(first.standards.len(), second.standards.len());
    }
}
