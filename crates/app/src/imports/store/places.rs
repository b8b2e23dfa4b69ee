//! The tables of services, of what records are about, and of other systems' customers.

use crate::cx::Cx;
use db::{DbError, Tx, args};

/// The number of a service, if it is there.
pub(in crate::imports) fn service(tx: &mut Tx, key: &str) -> Result<Option<i64>, DbError> {
    tx.first("SELECT id FROM units WHERE kind = 'service' AND key = $1", args![key], |row| {
        row.get(0)
    })
}

/// Makes a service; its name stands in the trees that it is added to.
pub(in crate::imports) fn make_service(tx: &mut Tx, key: &str) -> Result<i64, DbError> {
    tx.one("INSERT INTO units (kind, key) VALUES ('service', $1) RETURNING id", args![key], |row| {
        row.get(0)
    })
}

/// Who provides a service in a tree; none if it does not stand in it.
pub(in crate::imports) fn provider(
    tx: &mut Tx,
    tree: i64,
    service: i64,
) -> Result<Option<Option<i64>>, DbError> {
    tx.first(
        "SELECT provider_id FROM unit_versions
         WHERE organisation_version_id = $1 AND unit_id = $2",
        args![tree, service],
        |row| row.get(0),
    )
}

/// Adds a service to a tree.
pub(in crate::imports) fn add_to_tree(
    tx: &mut Tx,
    tree: i64,
    service: i64,
    name: &str,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO unit_versions (organisation_version_id, unit_id, name) VALUES ($1, $2, $3)",
        args![tree, service, name],
    )?;
    Ok(())
}

/// What a service's records are about, by its name or by its key.
pub(in crate::imports) fn reason(
    tx: &mut Tx,
    service: i64,
    name: &str,
    key: &str,
) -> Result<Option<i64>, DbError> {
    tx.first(
        "SELECT id FROM reasons WHERE service_id = $1 AND (name = $2 OR key = $3)
         ORDER BY name = $2 DESC, in_use DESC, id LIMIT 1",
        args![service, name, key],
        |row| row.get(0),
    )
}

/// Makes something that a service's records are about, which is not in the list that advisers
/// choose from.
pub(in crate::imports) fn make_reason(
    tx: &mut Tx,
    service: i64,
    name: &str,
    key: &str,
) -> Result<i64, DbError> {
    tx.one(
        "INSERT INTO reasons (service_id, key, name, in_use) VALUES ($1, $2, $3, $4)
         RETURNING id",
        args![service, key, name, false],
        |row| row.get(0),
    )
}

/// Which customer one of another system's became.
pub(in crate::imports) fn customer(
    tx: &mut Tx,
    source: i64,
    key: &str,
) -> Result<Option<i64>, DbError> {
    tx.first(
        "SELECT customer_id FROM imported_customers WHERE source_id = $1 AND customer_key = $2",
        args![source, key],
        |row| row.get(0),
    )
}

/// Remembers which customer one of another system's became.
pub(in crate::imports) fn remember_customer(
    cx: &mut Cx<'_>,
    source: i64,
    key: &str,
    customer: i64,
) -> Result<(), DbError> {
    cx.tx.execute(
        "INSERT INTO imported_customers (source_id, customer_key, customer_id)
         VALUES ($1, $2, $3)",
        args![source, key, customer],
    )?;
    Ok(())
}
