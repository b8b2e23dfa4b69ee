//! A map bound to the header of a file: which field is what.

use super::{Column, Map};

/// A map bound to the header of a file.
#[derive(Debug)]
pub struct Plan<'m> {
    pub(super) map: &'m Map,
    /// The names of the columns.
    pub(super) header: Vec<String>,
    pub(super) id: Option<Field<'m>>,
    pub(super) received: Option<Field<'m>>,
    pub(super) acknowledged: Option<Field<'m>>,
    pub(super) responded: Option<Field<'m>>,
    pub(super) closed: Option<Field<'m>>,
    pub(super) told: Option<Field<'m>>,
    pub(super) about: Option<Field<'m>>,
    pub(super) summary: Vec<Field<'m>>,
    pub(super) details: Vec<Field<'m>>,
    pub(super) answer: Option<Field<'m>>,
    pub(super) status: Option<Field<'m>>,
    pub(super) channel: Option<Field<'m>>,
    pub(super) service: Option<Field<'m>>,
    pub(super) matter: Option<Field<'m>>,
    pub(super) customer: Option<CustomerFields<'m>>,
}

/// A field of every row: its column's name and its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field<'m> {
    pub(super) name: &'m str,
    pub(super) place: usize,
}

#[derive(Debug)]
pub(super) struct CustomerFields<'m> {
    pub(super) id: Option<Field<'m>>,
    pub(super) name: Option<Field<'m>>,
    pub(super) email: Option<Field<'m>>,
    pub(super) telephone: Option<Field<'m>>,
    pub(super) postcode: Option<Field<'m>>,
    pub(super) address: Option<Field<'m>>,
}

/// Why a header does not fit a map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HeaderProblem {
    /// A column that the map names is not there.
    NoColumn {
        /// The column as the map names it.
        column: Column,
        /// The columns there are.
        known: Vec<String>,
    },
    /// A column that the map names is there twice.
    Twice(Column),
}

impl<'m> Plan<'m> {
    /// Binds a map to a header.
    pub fn new(map: &'m Map, header: &[String]) -> Result<Plan<'m>, HeaderProblem> {
        let find = |column: &'m Column| find(column, header);
        let maybe = |column: &'m Option<Column>| column.as_ref().map(find).transpose();
        let all = |columns: &'m [Column]| columns.iter().map(find).collect::<Result<Vec<_>, _>>();
        let columns = &map.columns;
        let customer = match &map.customer {
            Some(of) => Some(CustomerFields {
                id: maybe(&of.id)?,
                name: Some(find(&of.name)?),
                email: maybe(&of.email)?,
                telephone: maybe(&of.telephone)?,
                postcode: maybe(&of.postcode)?,
                address: maybe(&of.address)?,
            }),
            None => None,
        };
        let status = map.status.as_ref().and_then(|status| status.column.as_ref());
        Ok(Plan {
            map,
            header: header.to_vec(),
            id: maybe(&columns.id)?,
            received: maybe(&columns.received)?,
            acknowledged: maybe(&columns.acknowledged)?,
            responded: maybe(&columns.responded)?,
            closed: maybe(&columns.closed)?,
            told: maybe(&columns.told)?,
            about: maybe(&columns.about)?,
            summary: all(&columns.summary)?,
            details: all(&columns.details)?,
            answer: maybe(&columns.answer)?,
            status: status.map(find).transpose()?,
            channel: maybe(&map.channels.column)?,
            service: maybe(&map.services.column)?,
            matter: maybe(&map.matters.column)?,
            customer,
        })
    }

    /// The columns of the file.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The map.
    pub fn map(&self) -> &'m Map {
        self.map
    }
}

fn find<'m>(column: &'m Column, header: &[String]) -> Result<Field<'m>, HeaderProblem> {
    let mut places = header.iter().enumerate().filter(|(_, name)| **name == column.name);
    match (places.next(), places.next()) {
        (Some((place, _)), None) => Ok(Field { name: &column.name, place }),
        (Some(_), Some(_)) => Err(HeaderProblem::Twice(column.clone())),
        (None, _) => {
            Err(HeaderProblem::NoColumn { column: column.clone(), known: header.to_vec() })
        }
    }
}
