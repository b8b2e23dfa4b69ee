//! Where imported records belong: services, what they are about, the tree of their day, and
//! customers, made where they are not there.

use super::batches::customer_hash;
use super::store::places as store;
use crate::customers::{self, CustomerKind, NewCustomer};
use crate::cx::Cx;
use crate::failure::Fault;
use crate::random::hexadecimal;
use db::{DbError, Tx};
use jiff::civil::Date;
use rules::imports::{Customer, Service};
use std::collections::HashMap;

/// What was found or made so far. Kept from batch to batch only once its transaction stands.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    services: HashMap<String, i64>,
    reasons: HashMap<(i64, String), i64>,
    trees: HashMap<Date, i64>,
    /// Which services stand in which tree, with who provides them there.
    standing: HashMap<(i64, i64), Option<i64>>,
}

/// The keys among these of services that are not there.
pub(super) fn missing_services(tx: &mut Tx, keys: &[String]) -> Result<Vec<String>, DbError> {
    let mut missing = Vec::new();
    for key in keys {
        if store::service(tx, key)?.is_none() {
            missing.push(key.clone());
        }
    }
    Ok(missing)
}

impl Places {
    /// The tree in force on the day of a receipt.
    pub(super) fn tree(&mut self, cx: &mut Cx<'_>, on: Date) -> Result<i64, Fault> {
        if let Some(known) = self.trees.get(&on) {
            return Ok(*known);
        }
        let tree = crate::organisation::version_on(cx.tx, on)?
            .ok_or_else(|| Fault::new("the organisation has no tree"))?;
        self.trees.insert(on, tree);
        Ok(tree)
    }

    /// The number of a service, made if the map gives it a name.
    pub(super) fn service(&mut self, cx: &mut Cx<'_>, service: &Service) -> Result<i64, Fault> {
        if let Some(known) = self.services.get(&service.key) {
            return Ok(*known);
        }
        let id = match (store::service(cx.tx, &service.key)?, &service.name) {
            (Some(id), _) => id,
            (None, Some(_)) => store::make_service(cx.tx, &service.key)?,
            (None, None) => {
                return Err(Fault::new(format!("there is no service \"{}\"", service.key)));
            }
        };
        self.services.insert(service.key.clone(), id);
        Ok(id)
    }

    /// Who provides a service in a tree. A service that stands in it only in the other system's
    /// records is added, so that it has a name there.
    pub(super) fn provider(
        &mut self,
        cx: &mut Cx<'_>,
        tree: i64,
        id: i64,
        service: &Service,
    ) -> Result<Option<i64>, Fault> {
        if let Some(known) = self.standing.get(&(tree, id)) {
            return Ok(*known);
        }
        let provider = store::provider(cx.tx, tree, id)?;
        if let (None, Some(name)) = (provider, &service.name) {
            store::add_to_tree(cx.tx, tree, id, name)?;
        }
        self.standing.insert((tree, id), provider.flatten());
        Ok(provider.flatten())
    }

    /// The number of what a record is about, made if it is not there: for these records only,
    /// not for the list that advisers choose from.
    pub(super) fn reason(
        &mut self,
        cx: &mut Cx<'_>,
        service: i64,
        about: &str,
    ) -> Result<i64, Fault> {
        let place = (service, about.to_owned());
        if let Some(known) = self.reasons.get(&place) {
            return Ok(*known);
        }
        // By its name first: what the body's own list calls the same is the same.
        let key = reason_key(about);
        let id = match store::reason(cx.tx, service, about, &key)? {
            Some(id) => id,
            None => store::make_reason(cx.tx, service, about, &key)?,
        };
        self.reasons.insert(place, id);
        Ok(id)
    }
}

/// The key of what another system says that a record is about: the words themselves, which no
/// key of the body's own list looks like.
fn reason_key(about: &str) -> String {
    format!("imported: {about}")
}

/// The customer that a row is from: the one that the same customer of the other system became
/// before, or a new one.
pub(super) fn customer(cx: &mut Cx<'_>, source: i64, customer: &Customer) -> Result<i64, DbError> {
    let key = match &customer.id {
        Some(id) => format!("id: {id}"),
        None => hexadecimal(&customer_hash(customer)),
    };
    if let Some(known) = store::customer(cx.tx, source, &key)? {
        return Ok(known);
    }
    let new = NewCustomer {
        kind: CustomerKind::Person,
        name: customer.name.clone(),
        email: customer.email.clone(),
        telephone: customer.telephone.clone(),
        postcode: customer.postcode.clone(),
        address: customer.address.clone(),
        language: "en".into(),
        is_test: false,
    };
    let id = customers::make(cx, &new)?;
    store::remember_customer(cx, source, &key, id)?;
    Ok(id)
}
