//! How long things took: of what stopped in the period, kept or missed, in the standard's own
//! unit.

use super::sums::Group;
use crate::failure::Fault;
use crate::figures::ask::{Ask, By};
use db::{Tx, Value};
use std::collections::BTreeMap;

/// Net and gross times of what stopped, each in the standard's unit.
#[derive(Default)]
pub(in crate::figures) struct Stopped {
    pub(in crate::figures) net: Vec<i64>,
    pub(in crate::figures) gross: Vec<i64>,
}

/// The times of what stopped, by what the question groups by.
pub(in crate::figures) fn stopped(
    tx: &mut Tx,
    ask: &Ask,
    method: impl Fn(i64) -> String,
) -> Result<BTreeMap<Group, Stopped>, Fault> {
    let has = |wanted: fn(&By) -> bool| ask.by.iter().any(wanted);
    let month = has(|by| matches!(by, By::Period(_)));
    let (channel, service) = (has(|b| matches!(b, By::Channel)), has(|b| matches!(b, By::Service)));
    let team = has(|by| matches!(by, By::Team));
    let standard = if ask.standard.is_some() { " AND standard_id = $3" } else { "" };
    let team_column = if team { "team_id" } else { "NULL" };
    let sql = format!(
        "SELECT standard_id, concluded_month, service_id, channel, net, gross, {team_column}
         FROM promises
         WHERE stopped_at IS NOT NULL AND NOT is_test
           AND outcome IN ('kept', 'missed', 'measured')
           AND concluded_month >= $1 AND concluded_month <= $2{standard}"
    );
    let mut args: Vec<Value<'_>> = vec![ask.from.number().into(), ask.to.number().into()];
    args.extend(ask.standard.map(Value::from));
    let mut found: BTreeMap<Group, Stopped> = BTreeMap::new();
    // Rows of one group mostly follow each other: their times are gathered before they are put
    // where their group is.
    let (mut last, mut times) = (Group::default(), Stopped::default());
    tx.each(sql, &args, |row| {
        let group = Group {
            standard: row.get(0)?,
            method: String::new(),
            month: if month { row.get(1)? } else { 0 },
            channel: if channel { row.get(3)? } else { String::new() },
            service: if service { row.get(2)? } else { 0 },
            team: if team { row.get(6)? } else { None },
        };
        if group != last {
            put(&mut found, std::mem::replace(&mut last, group), &mut times);
        }
        times.net.extend(row.get::<Option<i64>>(4)?);
        times.gross.extend(row.get::<Option<i64>>(5)?);
        Ok::<_, Fault>(())
    })?;
    put(&mut found, last, &mut times);
    let named = |group: Group| Group { method: method(group.standard), ..group };
    Ok(found.into_iter().map(|(group, times)| (named(group), times)).collect())
}

/// Adds times to those of their group and leaves none.
fn put(found: &mut BTreeMap<Group, Stopped>, group: Group, times: &mut Stopped) {
    if !times.net.is_empty() || !times.gross.is_empty() {
        let of_group = found.entry(group).or_default();
        of_group.net.append(&mut times.net);
        of_group.gross.append(&mut times.gross);
    }
}
